// Settings > Definitions: what a purchase is, its value and currency, a conversion, and which email gets the
// credit; with one example from the data. Every answer is kept at once and can be undone.
#pragma once

#include "service/definition_service.h"
#include "ui/kit/settings_section.h"

#include <memory>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::ui {

class Notice;
class StalePanel;

class DefinitionsSection final : public SettingsSection {
    Q_OBJECT
public:
    explicit DefinitionsSection(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~DefinitionsSection() override;
    QString key() const override { return QStringLiteral("definitions"); }
    QString title() const override { return tr("Definitions"); }
    const char *iconName() const override { return "coins"; }
    QStringList words() const override { return {tr("Purchase"), tr("Revenue"), tr("Currency"), tr("Conversion")}; }
    void opened() override;
    bool isSettled() const override { return m_busy == 0; }
    bool isReadFirst() const override { return true; }

private:
    struct Known {
        service::DefinitionView view;
        model::WorkspaceDefinition guess;
        std::vector<service::EventChoice> events;
        std::optional<service::DefinitionExample> example;
        std::optional<Error> refusal; // of what was asked to be saved
    };
    static Result<Known> read(service::Session &session);
    QPushButton *addPick(QBoxLayout *rows, const char *name, const QString &title, const QString &explanation);
    void pickEvent(QPushButton *button, std::string model::WorkspaceDefinition::*field, const QString &none);
    void pickValue();
    void pickWindow();
    void change(const model::WorkspaceDefinition &wanted);
    std::string typedCurrency() const;
    void save(service::DefinitionView view, bool mayUndo);
    void fill(const Known &known);
    void showStale(const model::WorkspaceDefinition &mine);
    QString exampleWords() const;

    std::shared_ptr<service::Session> m_session;
    Known m_known;
    int m_busy = 0;
    Notice *m_notice;
    StalePanel *m_stale;
    model::WorkspaceDefinition m_mine; // of a save that came too late
    QLabel *m_line, *m_example;
    QPushButton *m_purchase, *m_value, *m_conversion, *m_window, *m_touch, *m_zone;
    QLineEdit *m_currency;
    std::int64_t m_currencyRevision = 0; // of the definition whose currency stands in the field
};

} // namespace audience::ui
