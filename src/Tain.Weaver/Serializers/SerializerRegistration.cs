using Mono.Cecil;

namespace Tain.Weaver.Serializers;

/// <summary>One line of the module initializer: Writer&lt;Type&gt;.write = Method, or the same for reading.</summary>
internal readonly record struct SerializerRegistration(TypeReference Type, MethodReference Method, bool IsWriter, bool IsHandWritten);
