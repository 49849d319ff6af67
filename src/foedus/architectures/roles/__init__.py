"""Who stands for whom when a design is turned round: one YAML file for each reading of two camps."""
