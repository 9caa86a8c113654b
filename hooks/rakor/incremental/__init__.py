"""What a build needs to do only what changed: fingerprints, kept state, parallel work, a lock."""
