"""Who works in a wijk: invitations, roles, leaving."""
