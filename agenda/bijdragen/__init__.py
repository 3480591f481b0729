"""What actions need, who may fit, and who promised to contribute. A person makes each match."""
