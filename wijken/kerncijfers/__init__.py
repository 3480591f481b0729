"""Reading CBS figures from files: lezers (the file), herkennen (its columns), waarden (its cells), opslaan, inlezen."""
