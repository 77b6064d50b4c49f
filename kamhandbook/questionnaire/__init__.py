"""The questionnaire: answers and lists as an Excel workbook for a workshop, and back into YAML."""
