"""The content format as forms: for editors' schemas, new projects and the questionnaire."""
