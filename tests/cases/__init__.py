"""Cases: small plans with what the audit must say of them, written to be read. README.md tells how to write one."""
