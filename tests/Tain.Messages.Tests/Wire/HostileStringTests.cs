using System.Text;

namespace Tain.Tests.Wire;

/// <summary>Strings that are no UTF-8, or not all there. Refused as a whole: a replacement character would let two names pass for one.</summary>
[Trait("Behaviour", "26")]
public class HostileStringTests
{
    // Bytes that are part of no UTF-8 text anywhere: over-long forms begin with the first two, numbers beyond Unicode with the rest.
    public static TheoryData<byte> ImpossibleBytes => [0xC0, 0xC1, .. Enumerable.Range(0xF5, 0x100 - 0xF5).Select(static value => (byte)value)];

    [Trait("Attack", "S-01")]
    [Theory, MemberData(nameof(ImpossibleBytes))]
    public void AnImpossibleByteAnywhereInAStringIsRefused(byte impossible)
    {
        for (int at = 0; at < 5; at++)
        {
            byte[] text = "hello"u8.ToArray();
            text[at] = impossible;
            AssertNoText(text);
        }

        // With what would follow it if it were the head of a longer form.
        AssertNoText([impossible, 0x80]);
        AssertNoText([impossible, 0x80, 0x80, 0x80]);
    }

    [Trait("Attack", "S-01")]
    [Theory]
    [InlineData("80")]          // a tail without its head
    [InlineData("C3")]          // heads without their tails
    [InlineData("E282")]
    [InlineData("F09F98")]
    [InlineData("E08080")]      // 0 in three bytes
    [InlineData("F0808080")]    // 0 in four
    [InlineData("EDA080")]      // half of a surrogate pair
    [InlineData("F4908080")]    // one beyond the last character
    public void AFormThatUtf8DoesNotKnowIsRefused(string hex) => AssertNoText(Convert.FromHexString(hex));

    [Trait("Attack", "S-01")]
    [Theory, InlineData("hello"), InlineData("grüße"), InlineData("日本"), InlineData("a😀b")]
    public void AStringCutOffAnywhereIsRefusedAndNothingIsRead(string text)
    {
        var writer = new NetworkWriter();
        writer.WriteString(text);
        byte[] whole = writer.ToArray();
        Assert.Equal(text, new NetworkReader(whole).ReadString());

        for (int length = 0; length < whole.Length; length++)
        {
            var reader = new NetworkReader(whole[..length]);
            Assert.Throws<EndOfStreamException>(() => reader.ReadString());
            Assert.Equal(0, reader.Position);
        }

        // The announced length may be honest and the last character still be cut in two.
        for (int bytes = 1; bytes < whole.Length - 2; bytes++)
        {
            byte[] cut = whole[2..(2 + bytes)];
            if ((whole[2 + bytes] & 0xC0) == 0x80) AssertNoText(cut);
            else Assert.StartsWith(new NetworkReader(Announced(cut)).ReadString()!, text, StringComparison.Ordinal);
        }
    }

    private static void AssertNoText(byte[] text) => Assert.Throws<DecoderFallbackException>(() => new NetworkReader(Announced(text)).ReadString());

    private static byte[] Announced(byte[] text)
    {
        var writer = new NetworkWriter();
        writer.WriteUShort((ushort)(text.Length + 1));
        writer.WriteBytes(text);
        return writer.ToArray();
    }
}
