// A condition on one field of a person, between words and Liquid. Stateless.
#pragma once

#include <QString>

#include <optional>

namespace audience::ui {

struct FieldCondition {
    QString field;                          // its path, as Liquid reads it
    QString test = QStringLiteral("filled"); // filled, empty, is, not, contains, more, less
    QString value;
    bool isNumber = false; // the value is compared as one
};

QString liquidOf(const FieldCondition &condition); // empty: no field yet
// Nothing for what says more than that.
std::optional<FieldCondition> fieldCondition(const QString &liquid);

} // namespace audience::ui
