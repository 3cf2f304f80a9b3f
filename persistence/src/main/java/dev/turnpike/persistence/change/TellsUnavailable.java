package dev.turnpike.persistence.change;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * On a store: a database that cannot be reached is told as {@code ConfigurationUnavailable}, every
 * other fault as it is.
 */
@InterceptorBinding
@Target(TYPE)
@Retention(RUNTIME)
public @interface TellsUnavailable {}
