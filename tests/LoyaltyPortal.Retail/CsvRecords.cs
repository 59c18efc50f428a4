using System.Text;

namespace LoyaltyPortal.Retail;

/// <summary>Reads comma-separated records one at a time; a field in quotes may hold commas, quotes and line ends.</summary>
internal static class CsvRecords
{
    public static IEnumerable<List<string>> Read(TextReader csv)
    {
        var field = new StringBuilder();
        var record = new List<string>();
        var quoted = false;
        for (var read = csv.Read(); read >= 0; read = csv.Read())
        {
            var character = (char)read;
            switch (character)
            {
                case '"' when quoted && csv.Peek() == '"':
                    _ = csv.Read();
                    field.Append('"');
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    EndField();
                    break;
                case '\r' when !quoted:
                    break;
                case '\n' when !quoted:
                    EndField();
                    yield return record;
                    record = [];
                    break;
                default:
                    field.Append(character);
                    break;
            }
        }
        if (record.Count > 0 || field.Length > 0)
        {
            EndField();
            yield return record;
        }

        void EndField()
        {
            record.Add(field.ToString());
            field.Clear();
        }
    }
}
