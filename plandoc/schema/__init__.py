"""What a plan is: frozen Pydantic models, and deadlines as a language."""
