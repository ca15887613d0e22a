namespace Tain;

/// <summary>With which key an object is shown, or a client looks.</summary>
internal readonly record struct KeyChoice(KeyScope Scope, InterestKey Key = default);
