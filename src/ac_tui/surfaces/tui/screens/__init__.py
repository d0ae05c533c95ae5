"""The screens of the app: there is one, the desk."""
