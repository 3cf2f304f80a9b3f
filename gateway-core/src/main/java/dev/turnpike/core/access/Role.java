package dev.turnpike.core.access;

/** What a member may do in the console; each role includes the ones below it. */
public enum Role {
  OWNER,
  EDITOR,
  VIEWER
}
