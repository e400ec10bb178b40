// The editors of the properties panel, one for each type of property: they show a JSON value and say what it becomes.
// They know no document; PropertyRow puts one beside its name and says what is wrong below. Main thread.
#pragma once

#include "base/json.h"
#include "model/block_kinds.h"
#include "ui/kit/picker.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QVBoxLayout;

namespace audience::service {
class Session;
}

namespace audience::ui {

class BlockDesk;

// What the editors need from around them.
class PropertyTools {
public:
    BlockDesk *desk = nullptr;
    std::shared_ptr<service::Session> session;
    QList<PickerItem> fields; // of the people; the id is the path as Liquid reads it, the note an example
    // A picture of the library was taken that has these words to stand in for it.
    std::function<void(const std::string &alt)> describe;
};

// What an editor is for.
struct PropertyAsk {
    PropertyTools *tools = nullptr;
    std::string kind; // the part it belongs to, as propertyName() takes it
    model::BlockProperty property;
    QString name; // what people call it
    QString key;  // its object name: "property_size", "property_mobile_size"
    bool isBelow = false; // the editor below its name, whatever it is

    PropertyAsk inside(std::string_view part, const model::BlockProperty &of, const QString &suffix = {}) const;
};

class PropertyEditor : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    ~PropertyEditor() override; // what its fields say while they go is not heard
    // Null: it is not set. Never calls onEdited.
    virtual void setValue(const Json &value) = 0;
    virtual bool isWide() const { return false; } // below its name instead of beside it
    virtual bool isHeading() const { return false; } // brings rows of its own: the name stands over them as a heading
    // Null takes the property out. `isRunning`: more is to come, as from typing or dragging, until settled().
    std::function<void(const Json &value, bool isRunning)> onEdited;

Q_SIGNALS:
    void settled();

protected:
    void tell(const Json &value, bool isRunning = false) const {
        if (onEdited)
            onEdited(value, isRunning);
    }
};

PropertyEditor *makePropertyEditor(const PropertyAsk &ask, QWidget *parent);

// The editors that need more than a page of their own; makePropertyEditor() is what others call.
PropertyEditor *makeColourEditor(const PropertyAsk &ask, QWidget *parent);
PropertyEditor *makeConditionEditor(const PropertyAsk &ask, QWidget *parent);
PropertyEditor *makePictureEditor(const PropertyAsk &ask, QWidget *parent);
PropertyEditor *makeRichEditor(const PropertyAsk &ask, bool isFlow, QWidget *parent);
PropertyEditor *makeGroupEditor(const PropertyAsk &ask, QWidget *parent);
PropertyEditor *makeListEditor(const PropertyAsk &ask, QWidget *parent);
PropertyEditor *makeRowsEditor(const PropertyAsk &ask, QWidget *parent);
PropertyEditor *makeTextEditor(const PropertyAsk &ask, QWidget *parent);
PropertyEditor *makeNumberEditor(const PropertyAsk &ask, QWidget *parent);
PropertyEditor *makeBoxEditor(const PropertyAsk &ask, QWidget *parent);

// Name, editor, and what is wrong or worth knowing below.
class PropertyRow final : public QWidget {
    Q_OBJECT
public:
    PropertyRow(const PropertyAsk &ask, QWidget *parent);
    PropertyEditor *editor() const { return m_editor; }
    const model::BlockProperty &property() const { return m_property; }
    void setFault(const QString &fault);
    void setNote(const QString &note); // stands there while there is no fault

private:
    void showBelow();
    model::BlockProperty m_property;
    PropertyEditor *m_editor;
    QLabel *m_below;
    QString m_fault, m_note;
};

} // namespace audience::ui
