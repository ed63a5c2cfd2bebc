"""The Textual application of KobiCRM."""
