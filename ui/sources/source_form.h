// What one source has to be told, drawn from the table of kinds: each field with what it is and where to find it. A password
// that is typed is read once and never shown. Says beside a field what is wrong with it. Does not save. Main thread.
#pragma once

#include "base/secret.h"
#include "model/source_connection.h"
#include "ui/kit/stale_panel.h"
#include "ui/sources/source_words.h"

#include <QFrame>
#include <QHash>

#include <array>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::ui {

class SourceForm final : public QFrame {
    Q_OBJECT
public:
    explicit SourceForm(QWidget *parent = nullptr);
    // A new one of this kind, or one that is there: its name then stays, and its password is only asked for when it must be.
    void edit(const model::SourceConnection &connection, bool isNew);
    bool isNew() const { return m_isNew; }
    // As it stands, whole or not.
    model::SourceConnection written() const;
    void write(const model::SourceConnection &connection);
    // What can be saved; nothing, with words at the field, when something is missing or wrong.
    std::optional<model::SourceConnection> connection();
    bool hasPassword() const;
    Secret takePassword(); // and forgets it
    void setPassword(const Secret &password); // back where a save did not take it
    void setLacksPassword(bool lacks);     // none is kept that could stay as it is
    void wantPassword();                   // the keyboard there
    void begin();                          // the keyboard in the first field
    // Part by part, in the words of the form.
    static QVector<VersionRow> versions(const model::SourceConnection &theirs, const model::SourceConnection &mine);
    bool complainOf(const Error &error);   // at the field that it is about; false: it is about none

Q_SIGNALS:
    void edited();
    void submitted(); // Enter in a field

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    static constexpr std::array<const char *, 3> kPasswordPlaces{"keychain", "env", "none"};
    static QString protectionWords(model::SourceConnection::Tls tls);
    static QString placeWords(const std::string &credentials);
    static void put(QLineEdit *field, const QString &text);
    void rebuild();
    void addServer(QBoxLayout *rows);
    void addFiles(QBoxLayout *rows);
    void addWeb(QBoxLayout *rows);
    void addDefinition(QBoxLayout *rows);
    void addMore(QBoxLayout *rows);
    QLineEdit *addField(QBoxLayout *rows, const char *field);
    QLineEdit *addField(QBoxLayout *rows, const std::string &field, const QString &objectName);
    QLineEdit *addField(QBoxLayout *rows, const SourceFieldWords &words, const QString &objectName);
    void addRow(QBoxLayout *rows, const QString &title, const QString &help, QWidget *control, QWidget *field);
    void addTail(QLineEdit *field, QPushButton *button);
    bool complain(QWidget *field, const QString &words);
    void refresh();
    bool isHere() const; // the server is this computer
    QString guessedName() const;

    const model::SourceKind *m_kind = nullptr;
    model::SourceConnection m_base;
    bool m_isNew = true, m_isNamed = false, m_lacksPassword = false;
    QWidget *m_inside = nullptr;
    QLabel *m_title = nullptr;
    QLineEdit *m_name = nullptr, *m_host = nullptr, *m_port = nullptr, *m_database = nullptr, *m_user = nullptr, *m_password = nullptr, *m_certificate = nullptr, *m_seconds = nullptr,
              *m_path = nullptr;
    QComboBox *m_tls = nullptr, *m_from = nullptr;
    QPushButton *m_more = nullptr;
    QWidget *m_moreRows = nullptr;
    QLineEdit *m_definition = nullptr; // the name of the recipe of one's own; what is in it stands in m_recipeText
    std::string m_recipeText;
    QHash<QString, QLineEdit *> m_options;
    QHash<QWidget *, QWidget *> m_rowOf;
    QHash<QWidget *, QLabel *> m_complaints;
};

} // namespace audience::ui
