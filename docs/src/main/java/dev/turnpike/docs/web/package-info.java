/**
 * The documentation over HTTP, without a key: pages as HTML and markdown, pictures, search, and the
 * texts for language models. Reads nothing but what is in the build.
 */
@NullMarked
package dev.turnpike.docs.web;

import org.jspecify.annotations.NullMarked;
