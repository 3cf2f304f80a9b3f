/**
 * Amazon Bedrock's Converse and ConverseStream, as a provider speaks them: one form for the models
 * of many vendors, and a binary stream. No caller speaks it.
 *
 * <p>Shapes are those of AWS's own API model (botocore 1.44.5, bedrock-runtime 2023-09-30, read
 * 2026-11-22). Start reading at {@link dev.turnpike.core.dialect.bedrock.ConverseDialect}.
 */
@NullMarked
package dev.turnpike.core.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
