// What can be set about the part that is selected, at the right of the email; about the whole email where nothing is.
// The rows are made from the tables of core/model/block_kinds. Main thread. Every edit goes through the desk.
#pragma once

#include "async/latest.h"
#include "model/block_kinds.h"
#include "service/views.h"
#include "ui/kit/picker.h"
#include "ui/kit/widgets.h"

#include <QFrame>

#include <map>
#include <memory>
#include <vector>

class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace audience::service {
class Session;
}

namespace audience::ui {

class BlockDesk;
class PropertyRow;
class PropertyTools;
class SegmentedControl;
struct PropertyGroup;

class BlockProperties final : public QFrame {
    Q_OBJECT
public:
    BlockProperties(BlockDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~BlockProperties() override;
    // The fields of the people: the id is the path as Liquid reads it. An example is looked up for each.
    void setFields(const QList<PickerItem> &fields);
    // Those of the document on the desk; `path` is a JSON pointer into it. What is about the selected part is shown.
    void setFindings(const std::vector<service::FindingView> &findings);

private:
    void makeHead(QVBoxLayout *layout);
    std::string shownId() const;
    std::string shownKind() const;
    std::string pathOf(const std::string &id) const;
    bool isLockedAround() const;
    void rename();
    void leaveRows();
    void rebuild();
    void refresh();
    void showHead();
    void showFindings();
    void addColumns();
    QBoxLayout *addMore(const PropertyGroup &group);
    void addRow(const std::string &kind, const model::BlockProperty &property, QBoxLayout *into);
    void addNote(const QString &words, Tone tone);
    void addSavedNote();
    void describe(const std::string &alt);
    void take(PropertyRow *row, const Json &value, bool isRunning);
    BlockDesk *m_desk;
    std::unique_ptr<PropertyTools> m_tools;
    std::vector<service::FindingView> m_findings;
    std::string m_shown; // the part and the kind that the rows are for
    bool m_isMoreOpen = false;
    int m_merge;
    using Examples = std::map<std::string, std::string>;
    Latest<Examples> m_examples;
    PropertyRow *m_running = nullptr; // somebody types or drags in it
    QLineEdit *m_title;
    QToolButton *m_lock;
    QBoxLayout *m_notes, *m_rows;
    SegmentedControl *m_columns = nullptr; // of a section
    QList<PropertyRow *> m_editors;
};

} // namespace audience::ui
