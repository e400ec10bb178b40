// links: audience_ingest audience_test_zips
// Any bytes as the rows of a sheet, and as the formats and numbers of its cells: every record comes out as wide as the first
// ones or as a reject, or there is an error.
#include "ingest/csv_record_reader.h"
#include "ingest/sheet_value.h"
#include "ingest/text_conversion.h"
#include "support/made_zip.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>

using namespace audience::ingest;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    (void)sheetFormatFromCode(bytes);
    const std::string plain = plainNumber(bytes);
    if (plain.size() > bytes.size() + 48)
        std::abort();
    for (const SheetFormat format : {SheetFormat::Date, SheetFormat::TimeOfDay})
        for (const bool from1904 : {false, true})
            (void)sheetDate(bytes, format, from1904);
    static const std::string path = "/tmp/fuzz_sheet_" + std::to_string(getpid()) + ".xlsx";
    const std::string book = audience::test::madeWorkbook({{"S", bytes, {}}}, {"<t>a</t>", "<r><t>b</t></r>"});
    if (std::FILE *file = std::fopen(path.c_str(), "wb")) {
        std::fwrite(book.data(), 1, book.size(), file);
        std::fclose(file);
    }
    auto conversion = makeSheetConversion(path, {});
    if (!conversion)
        return 0;
    std::string text, again;
    for (std::string *out : {&text, &again}) {
        for (;;) {
            const auto more = (*conversion)->more(*out);
            if (!more || !*more)
                break;
        }
        if (!(*conversion)->restart())
            std::abort();
    }
    if (text != again)
        std::abort();
    CsvRecordReader records(text, ',', '"');
    while (records.next())
        if (records.endsInsideQuotes())
            std::abort();
    return 0;
}
