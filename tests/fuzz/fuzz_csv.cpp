// links: audience_ingest
// Any bytes as a CSV file: records follow each other without a gap, and no cell
// may break the shapes, the typed columns or the expressions.
#include "base/text.h"
#include "ingest/column_builder.h"
#include "ingest/csv_record_reader.h"
#include "ingest/derive.h"
#include "ingest/row_decoder.h"
#include "ingest/text_encoding.h"
#include "ingest/type_guess.h"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

using namespace audience;
using namespace audience::ingest;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const EncodingGuess guess = guessEncoding(bytes, true);
    std::string text;
    TextDecoder decoder(guess.encoding);
    decoder.decode(bytes.substr(guess.bomBytes), text);
    decoder.finish(text);

    std::vector<TypeTally> tallies;
    CsvRecordReader reader(text, ',', '"');
    std::size_t covered = 0;
    while (reader.next()) {
        if (reader.offset() != covered)
            std::abort(); // records follow each other without a gap
        covered += reader.raw().size();
        if (reader.fields().size() > 64)
            continue;
        tallies.resize(std::max(tallies.size(), reader.fields().size()));
        for (std::size_t i = 0; i < reader.fields().size(); ++i)
            tallies[i].add(trimmed(reader.fields()[i]));
    }
    if (covered != text.size())
        std::abort();

    std::vector<std::string> names;
    for (std::size_t i = 0; i < tallies.size(); ++i)
        names.push_back("date" + std::to_string(i));
    const TypeDecision decision = decideTypes(names, tallies, {});
    std::vector<ColumnBuilder> builders;
    for (const ColumnFormat &format : decision.columns)
        builders.emplace_back(format, "UTC", false);
    CsvRecordReader again(text, ',', '"');
    std::uint32_t rows = 0;
    while (!builders.empty() && again.next()) {
        if (again.fields().size() > builders.size())
            continue;
        for (std::size_t i = 0; i < builders.size(); ++i) {
            const std::string_view cell =
                i < again.fields().size() ? again.fields()[i] : std::string_view();
            if (builders[i].hold(cell) != CellFault::None)
                (void)builders[i].hold(std::string_view());
            builders[i].take();
        }
        ++rows;
    }
    for (ColumnBuilder &builder : builders)
        if (builder.finish().rows != rows)
            std::abort();
    if (!names.empty()) { // every row is taken or rejected, plain cells and others
        auto plan = std::make_shared<DecodePlan>();
        plan->columns = decision.columns;
        plan->dialect.columns = names;
        plan->zone = "UTC";
        const auto decoded = RowDecoder(plan, {}).decode({PieceKind::Records, 0, 0, std::string(text)});
        if (!decoded || decoded->kept + decoded->rejected != decoded->read)
            std::abort();
    }
    const std::vector<engine::Field> fields = {{"a", engine::ColumnType::Int64, 0},
                                               {"b", engine::ColumnType::Text, 0}};
    if (const auto derived = DeriveExpression::compile({"x", text}, fields))
        (void)derived->evaluate({engine::Cell(std::int64_t{7}), engine::Cell(std::string("t"))});
    return 0;
}
