-- The words of a body, for the search in logs. What was read from the wire bodies goes before them.
-- Escaped line ends would else stick to the words behind them; a tsvector holds 1 MiB at most.
create function span_body_words(
  request text, response text, prompt_messages text, completion_message text,
  input text, output text) returns tsvector
language sql immutable parallel safe
return to_tsvector('simple',
  replace(replace(replace(
    left(coalesce(prompt_messages, request, ''), 100000) || ' '
      || left(coalesce(completion_message, response, ''), 100000) || ' '
      || left(coalesce(input, ''), 50000) || ' '
      || left(coalesce(output, ''), 50000),
    '\n', ' '), '\t', ' '), '\r', ' '));
