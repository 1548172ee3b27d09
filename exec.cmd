@rem The scripts of package.json start with exec, which sh has and cmd has not.
@%*
