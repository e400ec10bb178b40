// The kinds of sources to choose from: cards under the headings databases, files, web; typing leaves those that fit.
// Main thread.
#pragma once

#include "model/source_kinds.h"
#include "ui/sources/source_words.h"

#include <QWidget>

class QAbstractButton;
class QLabel;
class QLineEdit;

namespace audience::ui {

class SourceKindGrid final : public QWidget {
    Q_OBJECT
public:
    explicit SourceKindGrid(QWidget *parent = nullptr);
    void begin(); // all of them, the keyboard in the search

Q_SIGNALS:
    void chosen(const QString &kind); // its id, or "http:shopify" for a web service that is known

private:
    struct Group {
        QLabel *heading;
        QWidget *cards;
        QList<QAbstractButton *> buttons;
    };
    void addCard(const QString &id, const QString &heading, const SourceKindWords &words);
    void narrow(const QString &words);
    QLineEdit *m_search;
    QLabel *m_nothing;
    QList<Group> m_groups;
};

} // namespace audience::ui
