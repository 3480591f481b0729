# Everything from a bare clone: make demo, make test, make lint. No virtual environment needs to be active.
.PHONY: demo test lint requirements screenshots
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH

demo:
	@sh scripts/bootstrap.sh demo
	@exec .venv/bin/python manage.py demo

test:
	@sh scripts/bootstrap.sh test
	@exec .venv/bin/python -m pytest -n 2 --durations=15 $(ARGS)

lint:
	@sh scripts/bootstrap.sh lint
	@exec .venv/bin/python scripts/lint.py

# A picture of every page in beelden/
screenshots:
	@sh scripts/bootstrap.sh test
	@exec .venv/bin/python -m pytest -q tests/e2e/beelden.py

# After a change of uv.lock: the same versions for pip, with hashes
requirements:
	@sh scripts/bootstrap.sh lint
	@exec .venv/bin/python scripts/export_requirements.py
