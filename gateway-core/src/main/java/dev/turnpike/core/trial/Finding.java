package dev.turnpike.core.trial;

/** What a trial learned about one question. */
public record Finding(Question question, Verdict verdict) {
  /** In plain words, as a sentence. */
  public String sentence() {
    return question.means(verdict) + ".";
  }

  public boolean yes() {
    return verdict == Verdict.YES;
  }

  public boolean no() {
    return verdict == Verdict.NO;
  }
}
