using Mono.Cecil;

namespace Tain.Weaver.Weaving;

/// <summary>Questions about types that several passes ask.</summary>
internal static class TypeExtensions
{
    /// <summary>Null where Cecil would throw: the assembly is not among the references.</summary>
    public static TypeDefinition? TryResolve(this TypeReference type)
    {
        try
        {
            return type.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    public static bool IsOrDerivesFrom(this TypeReference type, TypeDefinition ancestor)
    {
        for (TypeReference? candidate = type; candidate != null; candidate = candidate.TryResolve()?.BaseType)
        {
            if (candidate.IsArray || candidate.IsGenericParameter) return false;
            if (candidate.GetElementType().FullName == ancestor.FullName) return true;
        }
        return false;
    }

    public static bool Implements(this TypeDefinition type, TypeDefinition @interface)
    {
        for (TypeDefinition? candidate = type; candidate != null; candidate = candidate.BaseType?.TryResolve())
        {
            foreach (InterfaceImplementation implementation in candidate.Interfaces)
            {
                if (implementation.InterfaceType.FullName == @interface.FullName) return true;
                if (implementation.InterfaceType.TryResolve() is { } inherited && inherited.Implements(@interface)) return true;
            }
        }
        return false;
    }

    /// <summary>A generic type inside its own code: List`1 is List&lt;T&gt; there.</summary>
    public static TypeReference Self(this TypeDefinition type)
    {
        if (!type.HasGenericParameters) return type;
        var self = new GenericInstanceType(type);
        foreach (GenericParameter parameter in type.GenericParameters) self.GenericArguments.Add(parameter);
        return self;
    }

    /// <summary>The same member, named on a type that inherits it or is an instance of its generic type.</summary>
    public static MethodReference On(this MethodReference method, TypeReference declaringType)
    {
        var on = new MethodReference(method.Name, method.ReturnType, declaringType)
        {
            HasThis = method.HasThis,
            ExplicitThis = method.ExplicitThis,
            CallingConvention = method.CallingConvention,
        };
        foreach (GenericParameter parameter in method.GenericParameters) on.GenericParameters.Add(new GenericParameter(parameter.Name, on));
        foreach (ParameterDefinition parameter in method.Parameters) on.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        return on;
    }

    /// <summary>A method or field of a type, as the code of that type itself names it.</summary>
    public static MethodReference OnSelf(this MethodDefinition method) =>
        method.DeclaringType.HasGenericParameters ? method.On(method.DeclaringType.Self()) : method;

    public static FieldReference OnSelf(this FieldDefinition field) =>
        field.DeclaringType.HasGenericParameters ? new FieldReference(field.Name, field.FieldType, field.DeclaringType.Self()) : field;

    public static MethodReference Of(this MethodReference method, params TypeReference[] arguments)
    {
        var instance = new GenericInstanceMethod(method);
        foreach (TypeReference argument in arguments) instance.GenericArguments.Add(argument);
        return instance;
    }

    public static CustomAttribute? Attribute(this ICustomAttributeProvider provider, string fullName)
    {
        if (!provider.HasCustomAttributes) return null;
        foreach (CustomAttribute attribute in provider.CustomAttributes)
        {
            if (attribute.AttributeType.FullName == fullName) return attribute;
        }
        return null;
    }

    /// <summary>The value of an option of an attribute, which is a public field as in Mirror.</summary>
    public static T Option<T>(this CustomAttribute attribute, string name, T otherwise)
    {
        foreach (CustomAttributeNamedArgument field in attribute.Fields)
        {
            if (field.Name == name) return (T)field.Argument.Value;
        }
        foreach (CustomAttributeNamedArgument property in attribute.Properties)
        {
            if (property.Name == name) return (T)property.Argument.Value;
        }
        return otherwise;
    }

    public static bool IsCompilerGenerated(this ICustomAttributeProvider provider) =>
        provider.Attribute("System.Runtime.CompilerServices.CompilerGeneratedAttribute") != null;

    public static TypeReference? BaseTypeOf(this TypeDefinition type, Func<TypeReference, bool> condition)
    {
        for (TypeReference? candidate = type.BaseType; candidate != null; candidate = candidate.TryResolve()?.BaseType)
        {
            if (condition(candidate)) return candidate;
        }
        return null;
    }
}
