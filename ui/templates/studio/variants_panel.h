// The email in variants to be tested against each other: the email itself is A; what a variant leaves empty is A's. Keeps
// no undo: an edit goes out as a whole email and comes back by setEmail(). Main thread.
#pragma once

#include "model/email_template.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace audience::ui {

class EmptyState;
class SideList;
class WordingsView;

class VariantsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit VariantsPanel(QWidget *parent = nullptr);
    void setEmail(const model::EmailTemplate &email); // without the signal
    QString names() const; // beside the word of the tab: "A B"; empty without variants
    void showVariant(const QString &name);

Q_SIGNALS:
    // `merge` as in BlockDesk::edited.
    void edited(const QString &what, const audience::model::EmailTemplate &email, int merge);
    void previewWanted(const QString &name); // "": the email itself

private:
    QWidget *buildWork();
    void refreshList();
    void refreshWork();
    void addVariant();
    void removeVariant();
    void setOwnBody(bool own);
    void putWords(const QString &key, const QString &words);
    void change(const QString &what, const model::EmailContent &content, int merge);
    const model::EmailContent *shown() const;

    model::EmailTemplate m_email;
    QString m_name;
    QStackedWidget *m_pages;
    EmptyState *m_none;
    SideList *m_list;
    QPushButton *m_body, *m_preview;
    QToolButton *m_remove;
    QLabel *m_title, *m_about;
    WordingsView *m_wordings;
};

} // namespace audience::ui
