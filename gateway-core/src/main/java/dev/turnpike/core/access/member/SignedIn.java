package dev.turnpike.core.access.member;

/** A living session and the member it belongs to. */
public record SignedIn(Session session, Member member) {}
