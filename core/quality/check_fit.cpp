#include "quality/check_fit.h"

#include "base/text.h"
#include "engine/pattern.h"
#include "quality/row_test.h"

#include <algorithm>

namespace audience::quality {

using engine::ColumnType;
using engine::Field;
using model::QualityCheck;
using model::QualityKind;
using store::DatasetInfo;

namespace {

Result<const DatasetInfo *> datasetOf(const std::vector<DatasetInfo> &all, const std::string &name) {
    for (const DatasetInfo &one : all)
        if (equalsAscii(one.name, name))
            return &one;
    return Error(ErrorKind::NotFound, "dataset.unknown").with("dataset", name);
}

Result<const Field *> fieldOf(const DatasetInfo &dataset, const std::string &name) {
    if (const auto index = dataset.fieldIndex(name))
        return &dataset.fields[*index];
    return Error(ErrorKind::NotFound, "data.unknown_column").with("dataset", dataset.name).with("column", name);
}

Error needs(std::string_view what, const QualityCheck &check, const Field &field) {
    return Error(ErrorKind::Invalid, "quality.needs." + std::string(what)).with("column", field.name).with("type", engine::toText(field.type)).with("rule", model::toText(check.kind));
}

bool isTime(const Field &field) { return field.type == ColumnType::Date || field.type == ColumnType::Instant; }

Result<void> fitsRelation(const QualityCheck &check, const Field &field, const std::vector<DatasetInfo> &datasets) {
    TRY_ASSIGN(const DatasetInfo *other, datasetOf(datasets, check.toDataset));
    TRY_ASSIGN(const Field *key, fieldOf(*other, check.toColumn));
    const bool isText = engine::isTextual(field.type);
    if (isText != engine::isTextual(key->type) || (!isText && (field.type != key->type || field.scale != key->scale)))
        return needs("same_type", check, field).with("other", other->name).with("other_column", key->name).with("other_type", engine::toText(key->type));
    return {};
}

Result<void> fitsColumn(const QualityCheck &check, const Field &field, const std::vector<DatasetInfo> &datasets) {
    switch (check.kind) {
    case QualityKind::Accepted:
        return checkValues(check, field);
    case QualityKind::Range:
        if (engine::isTextual(field.type) || field.type == ColumnType::Bool)
            return needs("sizes", check, field);
        return checkEnds(check, field);
    case QualityKind::Length:
    case QualityKind::Pattern:
    case QualityKind::Email:
    case QualityKind::Tidy:
        if (!engine::isTextual(field.type))
            return needs("text", check, field);
        if (check.kind == QualityKind::Pattern) {
            TRY_ASSIGN(const engine::Pattern pattern, engine::Pattern::compile(check.pattern, check.ignoreCase));
            (void)pattern;
        }
        return check.kind == QualityKind::Length ? checkCounts(check) : Result<void>();
    case QualityKind::Related:
        return fitsRelation(check, field, datasets);
    case QualityKind::Fresh:
        return isTime(field) ? Result<void>() : Result<void>(needs("time", check, field));
    case QualityKind::NotEmpty:
    case QualityKind::Unique:
    case QualityKind::OnePer:
    case QualityKind::Drift:
    case QualityKind::RowCount:
    case QualityKind::RowDrift:
        break;
    }
    return {};
}

} // namespace

Result<void> fitsData(const QualityCheck &check, const std::vector<DatasetInfo> &datasets) {
    TRY(model::checkQuality(check));
    TRY_ASSIGN(const DatasetInfo *dataset, datasetOf(datasets, check.dataset));
    for (std::size_t i = 0; i < check.columns.size(); ++i) {
        TRY_ASSIGN(const Field *field, fieldOf(*dataset, check.columns[i]));
        (void)field;
        if (std::count(check.columns.begin(), check.columns.end(), check.columns[i]) > 1)
            return Error(ErrorKind::Invalid, "quality.bad.columns_twice").with("column", check.columns[i]);
    }
    if (check.kind == QualityKind::RowCount)
        return checkCounts(check);
    if (check.columns.empty())
        return {};
    TRY_ASSIGN(const Field *field, fieldOf(*dataset, check.column()));
    return fitsColumn(check, *field, datasets);
}

} // namespace audience::quality
