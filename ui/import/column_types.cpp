#include "ui/import/column_types.h"

#include "qbase/convert.h"
#include "ui/text/words.h"

namespace audience::ui {

QList<PickerItem> columnTypeItems() {
    using engine::ColumnType;
    QList<PickerItem> items;
    for (const ColumnType type : {ColumnType::Text, ColumnType::Int64, ColumnType::Decimal, ColumnType::Double, ColumnType::Date, ColumnType::Instant,
                                  ColumnType::Bool, ColumnType::Json})
        items.append({toQString(engine::toText(type)), typeWord(engine::toText(type)), {}, {}});
    return items;
}

void setColumnType(ingest::ImportSpec &spec, const std::string &column, const QString &type) {
    if (const auto known = engine::columnTypeFromText(toUtf8(type))) {
        engine::Field field;
        field.name = column;
        field.type = *known;
        spec.types[column] = field;
    }
}

} // namespace audience::ui
