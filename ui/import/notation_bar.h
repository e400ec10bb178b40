// How the file is written, as guessed: what divides its columns, its encoding, whether the first row holds headings.
// Each can be changed in place; the page reads the file anew. Main thread.
#pragma once

#include "service/data_service.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace audience::ui {

class NotationBar final : public QWidget {
    Q_OBJECT
public:
    explicit NotationBar(QWidget *parent = nullptr);
    // The answers go into `spec`; `dialect` is how the file is read now.
    void ask(ingest::ImportSpec *spec, const ingest::CsvDialect &dialect);

Q_SIGNALS:
    void changed();

private:
    QPushButton *addPick(const char *name);
    void pickDelimiter();
    void pickEncoding();
    void pickHeader();

    ingest::ImportSpec *m_spec = nullptr;
    ingest::CsvDialect m_dialect;
    QPushButton *m_delimiter, *m_encoding, *m_header;
};

// What a person said about the notation is still true when everything else is guessed anew.
void keepNotation(ingest::ImportSpec &to, const ingest::ImportSpec &from);
ingest::DialectOptions notationOf(const ingest::ImportSpec &spec);

} // namespace audience::ui
