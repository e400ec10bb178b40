// What the ready templates are called in the language of the window. Main thread.
#pragma once

#include "service/sample_templates.h"

#include <QString>
#include <QVector>

namespace audience::ui {

QString readyName(const service::ReadyTemplate &ready);
QString readyUse(const service::ReadyTemplate &ready); // when to use it
struct ReadyCategory {
    std::string id;
    QString name;
};
QVector<ReadyCategory> readyCategories();
// Whether translators are asked for these words.
bool isReadyPhrase(const std::string &english);

} // namespace audience::ui
