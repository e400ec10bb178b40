// The properties of the studio, without the page: every property of every kind of part can be set, taken back and set
// by the keyboard.
#include "studio_owner.h"

using namespace audience;
using namespace audience::ui;
using namespace audience::test;

namespace {

using T = model::PropertyType;

void choose(const QString &id) {
    QWidget *popup = QApplication::activePopupWidget();
    QVERIFY2(popup, "no list is open");
    auto *list = popup->findChild<QListWidget *>(QStringLiteral("pickerList"));
    QVERIFY(list);
    for (int row = 0; row < list->count(); ++row)
        if (list->item(row)->data(Qt::UserRole).toString() == id) {
            list->setCurrentRow(row);
            QTest::keyClick(popup->findChild<QWidget *>(QStringLiteral("pickerEdit")), Qt::Key_Return);
            return;
        }
    QFAIL(qPrintable(QStringLiteral("the list has no ") + id));
}

// The second entry of the list that is open: any other value than the usual one.
void chooseOther(const QString &current) {
    QWidget *popup = QApplication::activePopupWidget();
    QVERIFY2(popup, "no list is open");
    auto *list = popup->findChild<QListWidget *>(QStringLiteral("pickerList"));
    for (int row = 0; row < list->count(); ++row) {
        const QString id = list->item(row)->data(Qt::UserRole).toString();
        if ((list->item(row)->flags() & Qt::ItemIsSelectable) && !id.isEmpty() && id != current)
            return choose(id);
    }
    QFAIL("the list has nothing else");
}

// Changes the property as a hand would; `key` is the object name of its editor.
void editBy(QWidget *panel, const model::BlockProperty &property, const std::string &kind, const QString &key, const Json &value) {
    QWidget *field = named(panel, key);
    const std::string_view name = property.name;
    if (name == "dark_src" || name == "icon" || property.type == T::Picture || (name == "src" && kind == "background_picture")) {
        field = named(panel, key + QStringLiteral("_address"));
        QVERIFY2(field, qPrintable(key));
        return type(field, QStringLiteral("https://example.org/a.png"));
    }
    if (property.type == T::Items || property.type == T::Texts || property.type == T::Spanned)
        return static_cast<QPushButton *>(named(panel, key + QStringLiteral("_add")))->click();
    if (property.type == T::Rows)
        return static_cast<QToolButton *>(named(panel, key + QStringLiteral("_addRow")))->click();
    if (property.type == T::Group) {
        const model::BlockProperty &inner = model::blockPart(property.of)->properties.front();
        return editBy(panel, inner, std::string(property.of), key + QLatin1Char('_') + toQString(inner.name), {});
    }
    QVERIFY2(field, qPrintable(key));
    switch (property.type) {
    case T::Condition:
        if (name == "when") {
            static_cast<QPushButton *>(field)->click();
            choose(QStringLiteral("custom"));
            field = named(panel, key + QStringLiteral("_liquid"));
        }
        return type(field, QStringLiteral("vip"));
    case T::Switch:
        return static_cast<QCheckBox *>(field)->click();
    case T::Number: {
        const QStringList range = toQString(property.of).split(QLatin1Char('|'));
        const int low = range[0].toInt(), now = value.is_number() ? value.get<int>() : low;
        return type(field, QString::number(now == low + 1 ? low : low + 1));
    }
    case T::Box:
        return type(field, QStringLiteral("17"));
    case T::Choice:
        if (name == "align" && kind != "mobile")
            return QTest::keyClick(field, value == "center" ? Qt::Key_Left : Qt::Key_Right);
        static_cast<QPushButton *>(field)->click();
        return chooseOther(value.is_string() ? toQString(value.get<std::string>()) : QString());
    case T::Font:
        static_cast<QPushButton *>(field)->click();
        return chooseOther({});
    case T::Colour: {
        static_cast<QPushButton *>(field)->click();
        QWidget *popup = QApplication::activePopupWidget();
        QVERIFY(popup);
        QWidget *light = named(popup, key + QStringLiteral("_light"));
        QVERIFY(light);
        type(light, QStringLiteral("#12ab34"));
        popup->close();
        return;
    }
    default:
        return type(field, QStringLiteral("abc"));
    }
}

} // namespace

class StudioPanelsTest final : public QObject {
    Q_OBJECT

    static void addKinds() {
        QTest::addColumn<QString>("kind");
        for (const char *name : {"page", "section", "column"})
            QTest::newRow(name) << QString::fromLatin1(name);
        for (const model::BlockPart &kind : model::blockKinds())
            QTest::newRow(std::string(kind.name).c_str()) << toQString(kind.name);
    }
    // A document with one part of the kind, and its id.
    static std::pair<model::BlockDocument, std::string> documentWith(const QString &kind) {
        const std::string name = toUtf8(kind);
        if (kind == QLatin1String("page") || kind == QLatin1String("section") || kind == QLatin1String("column"))
            return {twoSections(), kind == QLatin1String("page") ? "page" : kind == QLatin1String("section") ? "s2" : "c2"};
        Json block = model::starterBlock(name);
        block["id"] = "x";
        return {with({model::sectionAround(block)}), "x"};
    }
    static std::vector<model::BlockProperty> propertiesOf(const QString &kind) {
        std::vector<model::BlockProperty> out;
        for (const PropertyGroup &group : propertyGroups(toUtf8(kind)))
            out.insert(out.end(), group.properties.begin(), group.properties.end());
        return out;
    }

private Q_SLOTS:
    void everyPropertyHasARowAndAName_data() { addKinds(); }
    void everyPropertyHasARowAndAName() {
        QFETCH(QString, kind);
        const auto [document, id] = documentWith(kind);
        Owner owner(document);
        BlockProperties panel(&owner.desk, nullptr);
        owner.desk.select(id);
        sweep();
        const bool isBlock = model::blockKind(toUtf8(kind)) != nullptr;
        const auto shown = propertiesOf(kind);
        for (const model::BlockPart *table : {isBlock ? model::blockKind(toUtf8(kind)) : model::blockPart(toUtf8(kind)), isBlock ? model::blockPart("block") : nullptr})
            for (const model::BlockProperty &property : table ? table->properties : std::vector<model::BlockProperty>()) {
                if (property.name == "name" || property.name == "locked" || property.name == "saved")
                    continue; // in the head
                if (kind == QLatin1String("page") && property.name == "preheader")
                    continue; // in the line over the email
                QVERIFY2(std::any_of(shown.begin(), shown.end(), [&](const auto &one) { return one.name == property.name; }), std::string(property.name).c_str());
                QVERIFY2(propertyName(toUtf8(kind), property.name) != toQString(property.name), std::string(property.name).c_str());
            }
        QCOMPARE(panel.findChildren<PropertyRow *>().size() >= qsizetype(shown.size()), true);
        QVERIFY(kindName(toUtf8(kind)) != kind);
    }

    void everyRowIsEditedAndTakenBack_data() { addKinds(); }
    void everyRowIsEditedAndTakenBack() {
        QFETCH(QString, kind);
        const auto [document, id] = documentWith(kind);
        for (const model::BlockProperty &property : propertiesOf(kind)) {
            Owner owner(document);
            BlockProperties panel(&owner.desk, nullptr);
            panel.setFields({{QStringLiteral("first_name"), QStringLiteral("first name"), QStringLiteral("Marta"), {}}});
            panel.show();
            QVERIFY(QTest::qWaitForWindowExposed(&panel));
            owner.desk.select(id);
            sweep();
            if (auto *more = panel.findChild<QPushButton *>(QStringLiteral("propertiesMore")); more && !more->isChecked())
                more->click();
            const QString before = owner.text();
            const auto value = [&] {
                const Json *now = jsonMember(*owner.desk.document().part(id), property.name);
                return now ? *now : Json();
            };
            const Json was = value();
            editBy(&panel, property, toUtf8(kind), QStringLiteral("property_") + toQString(property.name), was);
            QTRY_VERIFY2(!(value() == was), qPrintable(toQString(property.name) + QStringLiteral(" did not change")));
            QVERIFY2(owner.refusals.isEmpty(), qPrintable(owner.refusals.join(QLatin1Char(' '))));
            const QString after = owner.text();
            QVERIFY(owner.undo.count() > 0);
            QVERIFY(!owner.undo.undoText().isEmpty());
            while (owner.undo.canUndo())
                owner.undo.undo();
            QCOMPARE(owner.text(), before);
            while (owner.undo.canRedo())
                owner.undo.redo();
            QCOMPARE(owner.text(), after);
        }
    }

    void typingIsOneStepAndDraggingAnother() {
        Owner owner(twoSections());
        BlockProperties panel(&owner.desk, nullptr);
        panel.show();
        owner.desk.select("b3");
        sweep();
        type(named(&panel, QStringLiteral("property_text")), QStringLiteral(" now"));
        QCOMPARE(toQString(jsonText(*owner.desk.document().part("b3"), "text")), QStringLiteral("Go now"));
        QCOMPARE(owner.undo.count(), 1);
        auto *radius = static_cast<QLineEdit *>(named(&panel, QStringLiteral("property_radius")));
        radius->setFocus();
        for (int press = 0; press < 5; ++press)
            QTest::keyClick(radius, Qt::Key_Up); // from the usual 6
        QCOMPARE(jsonInt(*owner.desk.document().part("b3"), "radius"), 11);
        QCOMPARE(owner.undo.count(), 2);
        QTest::qWait(500); // the keys rest: what follows is another step
        radius->clear();   // empty: as usual
        QVERIFY(!owner.desk.document().part("b3")->contains("radius"));
        QCOMPARE(owner.undo.count(), 3);
        owner.undo.undo();
        QCOMPARE(jsonInt(*owner.desk.document().part("b3"), "radius"), 11);
        QCOMPARE(radius->text(), QStringLiteral("11"));
        owner.undo.undo();
        QCOMPARE(toQString(jsonText(*owner.desk.document().part("b3"), "text")), QStringLiteral("Go now"));
    }

    void fieldsGoIntoTextAsLiquid() {
        Owner owner(twoSections());
        BlockProperties panel(&owner.desk, nullptr);
        panel.setFields({{QStringLiteral("first_name"), QStringLiteral("first name"), QStringLiteral("Marta"), {}}});
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        owner.desk.select("b1");
        sweep();
        auto *words = static_cast<QTextEdit *>(named(&panel, QStringLiteral("property_content")));
        words->moveCursor(QTextCursor::End);
        part<QToolButton>(panel, "property_content_field")->click();
        choose(QStringLiteral("first_name"));
        QTest::keyClicks(words, QStringLiteral("!"));
        QCOMPARE(toQString(dumpJson(owner.desk.document().part("b1")->at("content"))), QString::fromUtf8(R"([{"text":"Hello"},{"liquid":"{{ first_name }}"},{"text":"!"}])"));
        owner.desk.select("b3");
        sweep();
        part<QToolButton>(panel, "property_textInsert")->click();
        choose(QStringLiteral("first_name"));
        QVERIFY(jsonText(*owner.desk.document().part("b3"), "text").find("{{ first_name }}") != std::string::npos);
    }

    void whatIsWrongStandsBelowItsRow() {
        Owner owner(twoSections());
        BlockProperties panel(&owner.desk, nullptr);
        panel.show();
        owner.desk.select("c2");
        sweep();
        type(named(&panel, QStringLiteral("property_width")), QStringLiteral("100")); // leaves nothing for the other column
        QVERIFY(!owner.desk.document().part("c2")->contains("width") || jsonInt(*owner.desk.document().part("c2"), "width") < 100);
        owner.desk.select("b3");
        sweep();
        service::FindingView finding;
        finding.id = "blocks.bad_address";
        finding.args = {{"url", "javascript:x"}};
        finding.path = "/sections/1/columns/0/blocks/0/href";
        panel.setFindings({finding});
        const auto says = [&] {
            for (const QLabel *label : panel.findChildren<QLabel *>())
                if (label->text().contains(QLatin1String("javascript:x")) && label->isVisibleTo(&panel))
                    return true;
            return false;
        };
        QVERIFY(says());
        owner.desk.select("b1");
        sweep();
        QVERIFY(!says());
    }

    void lockedPartsTakeNothingButTheKey() {
        Owner owner(twoSections());
        BlockProperties panel(&owner.desk, nullptr);
        panel.show();
        owner.desk.select("b3");
        sweep();
        part<QToolButton>(panel, "partLock")->click();
        QVERIFY(jsonBool(*owner.desk.document().part("b3"), "locked"));
        QVERIFY(!named(&panel, QStringLiteral("property_text"))->isEnabled());
        QVERIFY(part<QLineEdit>(panel, "partName")->isReadOnly());
        part<QToolButton>(panel, "partLock")->click();
        QVERIFY(named(&panel, QStringLiteral("property_text"))->isEnabled());
        auto *name = part<QLineEdit>(panel, "partName");
        type(name, QStringLiteral("The way in"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(toQString(jsonText(*owner.desk.document().part("b3"), "name")), QStringLiteral("The way in"));
        QVERIFY(owner.refusals.isEmpty());
    }

    void everythingIsReachedByTheKeyboard() {
        Owner owner(twoSections());
        QWidget window;
        auto *row = new QHBoxLayout(&window);
        auto *shelf = new BlockShelf(&owner.desk, nullptr, &window);
        auto *panel = new BlockProperties(&owner.desk, nullptr, &window);
        row->addWidget(shelf);
        row->addWidget(panel);
        window.resize(700, 760);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        owner.desk.select("b3");
        sweep();
        QSet<QString> reached;
        part<QLineEdit>(*shelf, "blockSearch")->setFocus();
        for (int tab = 0; tab < 80; ++tab) {
            QWidget *at = QApplication::focusWidget();
            QVERIFY(at);
            QVERIFY2(!at->accessibleName().isEmpty() || qobject_cast<QAbstractButton *>(at), qPrintable(at->objectName()));
            reached.insert(at->objectName());
            QTest::keyClick(at, Qt::Key_Tab);
        }
        for (const char *name : {"blockSearch", "blockTiles", "structureTree", "partName", "partLock", "property_text", "property_href", "property_fill", "property_radius", "property_when", "propertiesMore"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
    }

    void spansComeBackAsTheyWere_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<bool>("isFlow");
        const auto row = [](const char *name, const char *json, bool isFlow) { // with ' for "
            QTest::newRow(name) << QString::fromUtf8(json).replace(QLatin1Char('\''), QLatin1Char('"')) << isFlow;
        };
        row("marks", "[{'text':'a','bold':true},{'text':' b ','italic':true,'underline':true},{'text':'c','strike':true}]", false);
        row("field", "[{'text':'Hello '},{'liquid':'{{ first_name | default: 3 }}'},{'text':'!'}]", false);
        row("link and colour", "[{'text':'go','link':'https://example.org','color':'brand.primary'},{'text':' on','color':{'light':'#111111','dark':'#eeeeee'}}]", false);
        row("of a later version", "[{'text':'x','glow':{'deep':1}}]", false);
        row("paragraphs", "[{'spans':[{'text':'one'}]},{'spans':[]},{'spans':[{'text':'two\\nlines','bold':true}],'later':true}]", true);
        row("lists", "[{'list':'bullet','items':[[{'text':'a'}],[{'text':'b','bold':true}]]},{'spans':[{'text':'between'}]},{'list':'number','items':[[{'text':'1'}]]}]", true);
        row("right to left", "[{'spans':[{'text':'שלום '},{'liquid':'{{ city }}'}]}]", true);
    }
    void spansComeBackAsTheyWere() {
        QFETCH(QString, json);
        QFETCH(bool, isFlow);
        const Json value = *parseJson(toUtf8(json));
        QTextDocument document;
        writeSpans(&document, value, isFlow);
        QCOMPARE(toQString(dumpJson(readSpans(document, isFlow))), toQString(dumpJson(value)));
    }

    void conditionsOnAFieldAreWords_data() {
        QTest::addColumn<QString>("liquid");
        QTest::addColumn<QString>("test");
        QTest::addColumn<QString>("value");
        QTest::newRow("filled") << QString::fromUtf8(R"(city and city != "")") << QStringLiteral("filled") << QString();
        QTest::newRow("empty") << QString::fromUtf8(R"(city == nil or city == "")") << QStringLiteral("empty") << QString();
        QTest::newRow("is") << QString::fromUtf8(R"(country == "DE")") << QStringLiteral("is") << QStringLiteral("DE");
        QTest::newRow("is not") << QString::fromUtf8(R"(country != "DE")") << QStringLiteral("not") << QStringLiteral("DE");
        QTest::newRow("contains") << QString::fromUtf8(R"(email contains "@example")") << QStringLiteral("contains") << QStringLiteral("@example");
        QTest::newRow("more") << QStringLiteral("orders > 3") << QStringLiteral("more") << QStringLiteral("3");
        QTest::newRow("less") << QStringLiteral("orders < 2.5") << QStringLiteral("less") << QStringLiteral("2.5");
        QTest::newRow("a number") << QStringLiteral("orders == 3") << QStringLiteral("is") << QStringLiteral("3");
        QTest::newRow("in brackets") << QString::fromUtf8(R"(person["First name"] == "Marta")") << QStringLiteral("is") << QStringLiteral("Marta");
    }
    void conditionsOnAFieldAreWords() {
        QFETCH(QString, liquid);
        QFETCH(QString, test);
        QFETCH(QString, value);
        const auto read = fieldCondition(liquid);
        QVERIFY(read.has_value());
        QCOMPARE(read->test, test);
        QCOMPARE(read->value, value);
        QCOMPARE(liquidOf(*read), liquid);
        for (const char *more : {"vip and orders > 3", "a == b", "orders > 3 or vip", "x | size > 2", ""})
            QVERIFY2(!fieldCondition(QLatin1String(more)), more);
    }

    void onlyPeopleWhoAreChosenByWords() {
        Owner owner(twoSections());
        BlockProperties panel(&owner.desk, nullptr);
        panel.setFields({{QStringLiteral("city"), QStringLiteral("city"), QStringLiteral("Hamburg"), {}}, {QStringLiteral("country"), QStringLiteral("country"), QStringLiteral("DE"), {}}});
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        owner.desk.select("b3");
        sweep();
        part<QPushButton>(panel, "property_when")->click();
        choose(QStringLiteral("people"));
        QVERIFY(!owner.desk.document().part("b3")->contains("when")); // nothing is said yet
        part<QPushButton>(panel, "property_when_field")->click();
        choose(QStringLiteral("country"));
        part<QPushButton>(panel, "property_when_test")->click();
        choose(QStringLiteral("is"));
        type(part<QLineEdit>(panel, "property_when_value"), QStringLiteral("DE"));
        QCOMPARE(toQString(jsonText(*owner.desk.document().part("b3"), "when")), QStringLiteral("country == \"DE\""));
        part<QPushButton>(panel, "property_when")->click();
        choose(QStringLiteral("everyone"));
        QVERIFY(!owner.desk.document().part("b3")->contains("when"));
    }

    void entriesOfListsMoveAndGo() {
        Json social = model::starterBlock("social");
        social["id"] = "x";
        Owner owner(with({model::sectionAround(social)}));
        BlockProperties panel(&owner.desk, nullptr);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        owner.desk.select("x");
        sweep();
        const auto networks = [&] {
            QStringList out;
            for (const Json &item : owner.desk.document().part("x")->at("items"))
                out << toQString(jsonText(item, "network"));
            return out.join(QLatin1Char(' '));
        };
        const QString first = networks();
        part<QToolButton>(panel, "property_items_0_down")->click();
        QTRY_COMPARE(networks(), QStringLiteral("facebook instagram linkedin"));
        part<QToolButton>(panel, "property_items_2_remove")->click();
        QTRY_COMPARE(networks(), QStringLiteral("facebook instagram"));
        part<QPushButton>(panel, "property_items_1_head")->click();
        QTRY_VERIFY(named(&panel, QStringLiteral("property_items_1_href")));
        type(named(&panel, QStringLiteral("property_items_1_href")), QStringLiteral("https://example.org/us"));
        QCOMPARE(toQString(jsonText(owner.desk.document().part("x")->at("items")[1], "href")), QStringLiteral("https://example.org/us"));
        owner.undo.setIndex(0);
        QCOMPARE(networks(), first);
    }
};

AUDIENCE_TEST(StudioPanelsTest)
#include "studio_panels_test.moc"
