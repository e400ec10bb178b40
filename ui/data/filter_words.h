// Filters and checks in words: "age above 50", "12 values above 110".
#pragma once

#include "service/data_checks.h"
#include "service/table_query.h"

#include <QString>

namespace audience::ui {

QString operatorWord(model::TestOp op, const std::string &type);
// What may be asked of a column of this type, in the order of use.
QVector<model::TestOp> operatorsFor(const std::string &type);
QString filterWords(const model::FieldTest &test, const std::string &type);

struct CheckWords {
    QString rule;   // "No age is above 110"
    QString fault;  // "12 values above 110"
    QString reason; // "Probably birth years typed as age."
};
CheckWords checkWords(const service::DataCheck &check);
// How strongly two columns move together.
QString strengthWord(double strength);

} // namespace audience::ui
