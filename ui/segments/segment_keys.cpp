#include "ui/segments/segment_keys.h"

#include "ui/kit/actions.h"

#include <QCoreApplication>

namespace audience::ui {

namespace {

struct SegmentKeys {
    Q_DECLARE_TR_FUNCTIONS(SegmentKeys)
public:
    struct Place {
        QString group, name;
    };
    static void add(const Place &place, const char *id, const QString &title, std::initializer_list<const char *> keys, bool isFixed = false) {
        CommandInfo command{QLatin1String(id), title, place.group, {}, place.name, isFixed};
        for (const char *key : keys)
            command.defaults << QKeySequence(QLatin1String(key), QKeySequence::PortableText);
        Commands::instance().declare(command);
    }
    static void rules() {
        const QString group = tr("Rules of a segment");
        const Place anywhere{group, {}}, rule{group, QStringLiteral("rule")}, number{group, QStringLiteral("number")};
        add(anywhere, "rule.add", tr("Add a condition"), {"Ctrl+Shift+A"});
        add(anywhere, "rule.insertText", tr("Insert a condition into the text"), {"Ctrl+Space"});
        add(rule, "rule.up", tr("Move the rule up"), {"Alt+Up"});
        add(rule, "rule.down", tr("Move the rule down"), {"Alt+Down"});
        add(rule, "rule.out", tr("Move the rule out of its group"), {"Alt+Left"});
        add(rule, "rule.in", tr("Move the rule into a group"), {"Alt+Right"});
        add(rule, "rule.remove", tr("Remove the rule"), {"Del"});
        add(number, "number.step", tr("Raise or lower a number by one, with Shift by ten"), {"Up", "Down"}, true);
        add(number, "number.page", tr("Raise or lower a number by ten, with Shift by a hundred"), {"PgUp", "PgDown"}, true);
    }
    static void overlap() {
        const Place place{tr("Overlap of segments"), QStringLiteral("overlap")};
        add(place, "overlap.open", tr("Show the people"), {"Return", "Enter", "Space"});
        add(place, "overlap.remove", tr("Take the set out of the picture"), {"Del"});
        add(place, "overlap.walk", tr("From set to set and from column to column"), {"Up", "Down", "Left", "Right"}, true);
        add(place, "overlap.ends", tr("To the first and the last one"), {"Home", "End"}, true);
        add(place, "overlap.menu", tr("Unite, intersect or subtract the set, or make it a segment"), {"Menu", "Shift+F10"}, true);
    }
    static void history() {
        const Place place{tr("A segment over time"), QStringLiteral("history")};
        add(place, "history.open", tr("Show the people of the day"), {"Return", "Enter"});
        add(place, "history.other", tr("Take the other one of the two days"), {"Space"});
        add(place, "history.step", tr("Move the day"), {"Left", "Right"}, true);
        add(place, "history.ends", tr("To the first and the last day"), {"Home", "End"}, true);
    }
};

} // namespace

void declareSegmentKeys() {
    SegmentKeys::rules();
    SegmentKeys::overlap();
    SegmentKeys::history();
}

} // namespace audience::ui
