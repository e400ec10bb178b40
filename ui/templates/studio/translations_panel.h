// The email in other languages: the languages at the left; subject, preheader, plain text and every text of the body
// beside the translation; what is missing is marked, and who gets what is said in words. Keeps no undo: an edit goes out
// as a whole email and comes back by setEmail(). Main thread.
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

class TranslationsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit TranslationsPanel(QWidget *parent = nullptr);
    void setEmail(const model::EmailTemplate &email); // without the signal
    // What says which language a person reads, as it is called in the data; empty: nothing does.
    void setLanguageColumn(const QString &column);
    QString count() const; // beside the word of the tab: "3"; empty without any
    void showLanguage(const QString &locale);

Q_SIGNALS:
    // `merge` as in BlockDesk::edited.
    void edited(const QString &what, const audience::model::EmailTemplate &email, int merge);
    void previewWanted(const QString &locale); // as a reader of that language gets it

private:
    QWidget *buildWork();
    void refreshList();
    void refreshWork();
    void pickLanguage(QWidget *anchor);
    void addLanguage(const QString &locale);
    void chooseOwnLanguage();
    void removeLanguage();
    void putWords(const QString &key, const QString &words);
    void change(const QString &what, const model::EmailContent &content, int merge);
    const model::EmailContent *shown() const;

    model::EmailTemplate m_email;
    QString m_locale, m_column;
    QStackedWidget *m_pages;
    EmptyState *m_none;
    SideList *m_list;
    QPushButton *m_own, *m_preview;
    QToolButton *m_remove;
    QLabel *m_title, *m_done, *m_fallback;
    WordingsView *m_wordings;
};

} // namespace audience::ui
