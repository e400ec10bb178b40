// What the kinds of sources are called, what each has to be told, and where a person finds that in the service. A kind or
// setting that has no words here is called by its own name. Main thread.
#pragma once

#include "service/source_service.h"
#include "ui/kit/widgets.h"

#include <QString>
#include <QStringList>

namespace audience::ui {

struct SourceKindWords {
    QString title, about;
    QString iconName;
};
SourceKindWords sourceKindWords(const model::SourceKind &kind);
// The heading it stands under: "Databases", "Files on this computer", "Web services".
QString sourceGroup(const model::SourceKind &kind);

struct SourceFieldWords {
    QString title, help, placeholder;
};
// `field`: "host", "port", "database", "user", "password", "tls", "root_certificate", "seconds", "path", "name", or the id of an option.
SourceFieldWords sourceFieldWords(const model::SourceKind &kind, std::string_view field);

// Statements that make a user who may only read, for whoever looks after the database; "" where the kind has none.
QString readerStatements(const model::SourceKind &kind, const model::SourceConnection &connection);

// Where it is, in one line: "db.example.org, database shop, as reader".
QString sourcePlace(const model::SourceConnection &connection);

// One step of a test: how far it came, and what was found.
struct SourceStep {
    enum class State { Waiting, Good, Hint, Bad };
    QString id, title, words;
    State state = State::Waiting;
};
QList<SourceStep> sourceSteps(const model::SourceConnection &connection, const Result<service::SourceService::Tested> &tested);

// What went wrong with a source, and what to do about it in this window.
QString sourceSentence(const Error &error);
// The keychain has no password for it.
bool lacksPassword(const Error &error);

QString tableKindWord(warehouse::TableKind kind);

} // namespace audience::ui
