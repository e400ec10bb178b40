// Computed values: what people's events come to under a name, used in rules like an attribute. Each is written as a
// sentence and shown at work on one person before it is kept. Main thread.
#pragma once

#include "async/latest.h"
#include "service/trait_service.h"
#include "ui/kit/page.h"
#include "ui/segments/sentence_row.h"

#include <QTimer>

#include <memory>

class QLabel;
class QLineEdit;

namespace audience::ui {

class FormulaRow;
class SetCard;

class ValuesCard final : public QObject {
    Q_OBJECT
public:
    ValuesCard(std::shared_ptr<service::Session> session, QWidget *parent);
    SetCard *card() { return m_card; }
    void setVocabulary(const service::RuleVocabulary &vocabulary); // the card is there where there are events
    void reload();
    void startNew();
    bool isSettled() const { return m_busy == 0 && !m_isShowing && !m_soon.isActive(); }

Q_SIGNALS:
    void changed();
    void saidWithUndo(const QString &message, const std::function<void()> &undo);

private:
    struct Row {
        service::TraitView trait;
        service::TraitExample example;
        std::vector<std::string> uses;
    };
    void fill(const std::vector<Row> &rows);
    void edit(const QString &name);
    void openForm(const QString &name, const Json &formula);
    void showExample();
    void keep();
    void rename(const QString &name, const QString &to);
    void remove(const QString &name);
    void run(std::function<Result<void>(service::TraitService &)> work, std::function<void()> done);

    std::shared_ptr<service::Session> m_session;
    RuleContext m_context;
    SetCard *m_card;
    std::vector<Row> m_rows;
    QString m_before; // what the one that is edited is called; "": a new one
    QLineEdit *m_name = nullptr;
    FormulaRow *m_formula = nullptr;
    QLineEdit *m_text = nullptr; // of a formula that the row cannot say
    QLabel *m_example = nullptr;
    QTimer m_soon;
    int m_busy = 0;
    bool m_isShowing = false;
    Latest<service::TraitExample> m_shown;
};

} // namespace audience::ui
