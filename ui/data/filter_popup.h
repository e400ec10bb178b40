// The filter of one column, under its name: what may be asked depends on the type; texts and short numbers
// also list their values with counts. Enter applies, Esc leaves all as it was. Main thread.
#pragma once

#include "async/latest.h"
#include "service/table_service.h"

#include <QFrame>

#include <functional>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace audience::ui {

class FilterPopup final : public QFrame {
    Q_OBJECT
public:
    // Nothing: the column is no longer filtered.
    using Done = std::function<void(std::optional<model::FieldTest>)>;
    // `table` has the other columns' filters only, for the counts.
    FilterPopup(std::shared_ptr<service::Session> session, service::TableQuery others, const service::FieldView &field,
                const std::optional<model::FieldTest> &now, Done done, QWidget *parent);
    void showAt(const QPoint &global);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    model::TestOp op() const;
    void fillOperators(const std::optional<model::FieldTest> &now);
    void follow();
    void look();
    void apply();
    void refuse(const QString &words);
    std::optional<Json> valueOf(const QString &text) const;

    std::shared_ptr<service::Session> m_session;
    service::TableQuery m_others;
    service::FieldView m_field;
    Done m_done;
    QComboBox *m_op;
    QLineEdit *m_first, *m_second, *m_search;
    QLabel *m_note;
    QListWidget *m_values;
    QStringList m_checked;
    Latest<std::vector<service::Bucket>> m_look;
};

} // namespace audience::ui
