using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;

namespace LoyaltyPortal.Web.Tests.Architecture;

/// <summary>A type as metadata names it; a nested type has the namespace of the type around it.</summary>
public readonly record struct TypeName(string Assembly, string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <summary>One type naming another: in a signature, an attribute or a method body.</summary>
public readonly record struct TypeUse(TypeName From, TypeName To);

/// <summary>
/// Reads from a compiled assembly which type uses which. What the compiler leaves no trace of cannot be seen: a
/// constant of another type stands in the code as its value.
/// </summary>
public sealed partial class TypeUses
{
    private static readonly FrozenDictionary<short, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => code.Value, code => code.OperandType);

    private readonly PEReader file;
    private readonly MetadataReader metadata;
    private readonly HashSet<TypeUse> uses = [];
    private readonly Names names;
    private readonly string assembly;
    private TypeName from;

    private TypeUses(PEReader file)
    {
        this.file = file;
        metadata = file.GetMetadataReader();
        assembly = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        names = new Names(this);
    }

    public static IReadOnlyCollection<TypeUse> In(string assemblyPath)
    {
        using var opened = new PEReader(File.OpenRead(assemblyPath));
        var reading = new TypeUses(opened);
        foreach (var handle in reading.metadata.TypeDefinitions)
        {
            reading.ReadType(handle);
        }
        return reading.uses;
    }

    /// <summary>The names of the assemblies that the one at this path was compiled against.</summary>
    public static IReadOnlyList<string> AssembliesReferencedBy(string assemblyPath)
    {
        using var opened = new PEReader(File.OpenRead(assemblyPath));
        var reading = opened.GetMetadataReader();
        return
        [
            .. reading.AssemblyReferences.Select(handle =>
                reading.GetString(reading.GetAssemblyReference(handle).Name)
            ),
        ];
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        from = Name(handle);
        var type = metadata.GetTypeDefinition(handle);
        Use(type.BaseType);
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            Use(metadata.GetInterfaceImplementation(implementation).Interface);
        }
        ReadConstraints(type.GetGenericParameters());
        ReadAttributes(type.GetCustomAttributes());
        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            field.DecodeSignature(names, null);
            ReadAttributes(field.GetCustomAttributes());
        }
        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            ReadAttributes(property.GetCustomAttributes());
        }
        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            ReadMethod(method);
        }
    }

    private void ReadMethod(MethodDefinition method)
    {
        method.DecodeSignature(names, null);
        ReadConstraints(method.GetGenericParameters());
        ReadAttributes(method.GetCustomAttributes());
        foreach (var parameter in method.GetParameters())
        {
            ReadAttributes(metadata.GetParameter(parameter).GetCustomAttributes());
        }
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }
        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        foreach (var region in body.ExceptionRegions)
        {
            Use(region.CatchType);
        }
        if (!body.LocalSignature.IsNil)
        {
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(names, null);
        }
        ReadCode(body.GetILReader());
    }

    private void ReadCode(BlobReader code)
    {
        while (code.RemainingBytes > 0)
        {
            short value = code.ReadByte();
            if (value == 0xFE)
            {
                value = unchecked((short)(0xFE00 | code.ReadByte()));
            }
            switch (Operands[value])
            {
                case OperandType.InlineField:
                case OperandType.InlineMethod:
                case OperandType.InlineTok:
                case OperandType.InlineType:
                case OperandType.InlineSig:
                    Use(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += targets * sizeof(int);
                    break;
                case var operand:
                    code.Offset += Length(operand);
                    break;
            }
        }
    }

    private static int Length(OperandType operand) =>
        operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineBrTarget or OperandType.InlineI or OperandType.InlineString => 4,
            OperandType.ShortInlineR => 4,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            _ => throw new InvalidDataException($"An operand of kind {operand} is not known."),
        };

    private void ReadConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (var parameter in parameters.Select(metadata.GetGenericParameter))
        {
            foreach (var constraint in parameter.GetConstraints())
            {
                Use(metadata.GetGenericParameterConstraint(constraint).Type);
            }
        }
    }

    // A typeof in an attribute stands in its value as the type's name, followed by its assembly where that is another.
    private void ReadAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes.Select(metadata.GetCustomAttribute))
        {
            Use(attribute.Constructor);
            var value = Encoding.UTF8.GetString(metadata.GetBlobBytes(attribute.Value));
            foreach (Match match in QualifiedName().Matches(value))
            {
                uses.Add(new(from, new(assembly, match.Groups["namespace"].Value, match.Groups["name"].Value)));
            }
        }
    }

    [GeneratedRegex(@"(?<namespace>LoyaltyPortal(?:\.\w+)*)\.(?<name>[\w`+]+)", RegexOptions.None, 1000)]
    private static partial Regex QualifiedName();

    private void Use(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                uses.Add(new(from, Name((TypeDefinitionHandle)handle)));
                break;
            case HandleKind.TypeReference:
                uses.Add(new(from, Name((TypeReferenceHandle)handle)));
                break;
            case HandleKind.TypeSpecification:
                metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(names, null);
                break;
            case HandleKind.FieldDefinition:
                var field = metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                Use(field.GetDeclaringType());
                field.DecodeSignature(names, null);
                break;
            case HandleKind.MethodDefinition:
                var method = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                Use(method.GetDeclaringType());
                method.DecodeSignature(names, null);
                break;
            case HandleKind.MemberReference:
                UseMember(metadata.GetMemberReference((MemberReferenceHandle)handle));
                break;
            case HandleKind.MethodSpecification:
                var generic = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Use(generic.Method);
                generic.DecodeSignature(names, null);
                break;
            case HandleKind.StandaloneSignature:
                metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(names, null);
                break;
            default:
                throw new InvalidDataException($"A {handle.Kind} is not a use of a type.");
        }
    }

    private void UseMember(MemberReference member)
    {
        Use(member.Parent);
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            member.DecodeFieldSignature(names, null);
        }
        else
        {
            member.DecodeMethodSignature(names, null);
        }
    }

    private TypeName Name(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } around)
        {
            var outer = Name(around);
            return outer with { Name = $"{outer.Name}+{name}" };
        }
        return new(assembly, metadata.GetString(type.Namespace), name);
    }

    private TypeName Name(TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                var outer = Name((TypeReferenceHandle)type.ResolutionScope);
                return outer with { Name = $"{outer.Name}+{name}" };
            case HandleKind.AssemblyReference:
                var home = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
                return new(metadata.GetString(home.Name), metadata.GetString(type.Namespace), name);
            default:
                return new(assembly, metadata.GetString(type.Namespace), name);
        }
    }

    /// <summary>Notes every type that a signature names; what the decoder builds from them is not needed.</summary>
    private sealed class Names(TypeUses reading) : ISignatureTypeProvider<ValueTuple, object?>
    {
        public ValueTuple GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            reading.Use(handle);
            return default;
        }

        public ValueTuple GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            reading.Use(handle);
            return default;
        }

        public ValueTuple GetTypeFromSpecification(
            MetadataReader reader,
            object? genericContext,
            TypeSpecificationHandle handle,
            byte rawTypeKind
        )
        {
            reading.Use(handle);
            return default;
        }

        public ValueTuple GetArrayType(ValueTuple elementType, ArrayShape shape) => default;

        public ValueTuple GetByReferenceType(ValueTuple elementType) => default;

        public ValueTuple GetFunctionPointerType(MethodSignature<ValueTuple> signature) => default;

        public ValueTuple GetGenericInstantiation(
            ValueTuple genericType,
            System.Collections.Immutable.ImmutableArray<ValueTuple> typeArguments
        ) => default;

        public ValueTuple GetGenericMethodParameter(object? genericContext, int index) => default;

        public ValueTuple GetGenericTypeParameter(object? genericContext, int index) => default;

        public ValueTuple GetModifiedType(ValueTuple modifier, ValueTuple unmodifiedType, bool isRequired) => default;

        public ValueTuple GetPinnedType(ValueTuple elementType) => default;

        public ValueTuple GetPointerType(ValueTuple elementType) => default;

        public ValueTuple GetPrimitiveType(PrimitiveTypeCode typeCode) => default;

        public ValueTuple GetSZArrayType(ValueTuple elementType) => default;
    }
}
