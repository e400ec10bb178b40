// What columns of people are called in other languages: they are found, names are put together from them, and the ready
// templates read them.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/email_renderer.h"
#include "service/person_words.h"
#include "service/sample_templates.h"
#include "service/template_outputs.h"
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::service;

namespace {

std::vector<engine::Field> fieldsOf(const QString &headings) {
    std::vector<engine::Field> fields;
    for (const QString &name : headings.split(QLatin1Char(',')))
        fields.push_back({name.toStdString(), engine::ColumnType::Text, 0});
    return fields;
}

model::EmailTemplate emailOf(const char *html) {
    model::EmailTemplate email;
    email.html = html;
    return email;
}

} // namespace

class PersonWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headingsOfEachLanguage_data() {
        QTest::addColumn<QString>("headings"); // first name, last name, email, phone, country, city, birthday, and another one
        QTest::newRow("English") << QStringLiteral("First Name,Last Name,Email address,Mobile phone,Country,City,Date of birth,Order total");
        QTest::newRow("German") << QStringLiteral("Vorname,Nachname,E-Mail-Adresse,Telefonnummer,Land,Wohnort,Geburtsdatum,Umsatz");
        QTest::newRow("French") << QStringLiteral("Prénom,Nom de famille,Courriel,Téléphone,Pays,Ville,Date de naissance,Montant");
        QTest::newRow("Spanish") << QStringLiteral("Nombre,Apellidos,Correo electrónico,Teléfono,País,Ciudad,Fecha de nacimiento,Importe");
        QTest::newRow("Italian") << QStringLiteral("Nome,Cognome,Indirizzo email,Cellulare,Paese,Città,Data di nascita,Importo");
        QTest::newRow("Dutch") << QStringLiteral("Voornaam,Achternaam,E-mailadres,Telefoonnummer,Land,Woonplaats,Geboortedatum,Bedrag");
        QTest::newRow("Portuguese") << QStringLiteral("Nome,Sobrenome,E-mail,Telemóvel,País,Cidade,Data de nascimento,Valor");
        QTest::newRow("Polish") << QStringLiteral("Imię,Nazwisko,Adres e-mail,Telefon,Kraj,Miasto,Data urodzenia,Kwota");
        QTest::newRow("capitals") << QStringLiteral("VORNAME,NACHNAME,EMAIL,TELEFON,LAND,STADT,GEBURTSTAG,SUMME");
    }
    void headingsOfEachLanguage() {
        QFETCH(QString, headings);
        const auto fields = fieldsOf(headings);
        int at = 0;
        for (const PersonField field : {PersonField::FirstName, PersonField::LastName, PersonField::Email, PersonField::Phone, PersonField::Country, PersonField::City, PersonField::Birthday})
            QCOMPARE(personColumn(fields, field), fields[std::size_t(at++)].name);
        QVERIFY(!isAboutPerson(fields.back().name));
        QCOMPARE(nameColumns(fields), (std::vector<std::string>{fields[0].name, fields[1].name}));
    }

    void namesAreWholeOrPutTogether() {
        const auto names = [](const char *headings) { return nameColumns(fieldsOf(QString::fromUtf8(headings))); };
        QCOMPARE(names("id,Full name,city"), (std::vector<std::string>{"Full name"}));
        QCOMPARE(names("Name,Vorname"), (std::vector<std::string>{"Vorname", "Name"})); // beside a first name it is the last one
        QCOMPARE(names("name,email"), (std::vector<std::string>{"name"}));
        QVERIFY(names("id,total").empty());
    }

    void readyTemplatesReadTheirColumns() {
        const auto german = fieldsOf(QStringLiteral("Kundennummer,Vorname,Wohnort"));
        store::DatasetInfo people;
        people.name = "Kunden";
        people.fields = german;
        for (const auto &sample : sampleTemplates()) {
            const auto fitted = fitToPeople(sample, german);
            for (const std::string &field : EmailRenderer::usedFields(fitted))
                QVERIFY2(field != "first_name" && field != "city", field.c_str());
            for (const FindingView &finding : EmailRenderer::check(fitted, &people))
                QVERIFY2(finding.id != "template.unknown_field", finding.args.front().second.c_str());
            QCOMPARE(fitToPeople(sample, fieldsOf(QStringLiteral("first_name,city,country"))), sample);
        }
        for (const auto &sample : sampleTemplates()) // a column that nobody has is left as it is
            QVERIFY(fitToPeople(sample, fieldsOf(QStringLiteral("Kundennummer,Vorname"))).html.find("person[\"\"]") == std::string::npos);
        const auto spaced = fitToPeople(emailOf("first_name {{ first_name | default: 'first_name' }}{% if first_name %}{{ person.first_name }}{% endif %}"),
                                        fieldsOf(QStringLiteral("First name")));
        QCOMPARE(spaced.html, std::string("first_name {{ person[\"First name\"] | default: 'first_name' }}{% if person[\"First name\"] %}{{ person.first_name }}{% endif %}"));
        QCOMPARE(EmailRenderer::usedFields(emailOf("{{ person[\"First name\"] }}")), (std::vector<std::string>{"First name"}));
    }

    // Empty for everybody is only said where nothing stands in.
    void unknownFieldsWithWordsOfTheirOwn_data() {
        QTest::addColumn<QString>("html");
        QTest::addColumn<bool>("said");
        QTest::newRow("bare") << QStringLiteral("{{ nick }}") << true;
        QTest::newRow("default") << QStringLiteral("{{ nick | default: \"you\" }}") << false;
        QTest::newRow("once without") << QStringLiteral("{{ nick | default: \"you\" }} {{ nick }}") << true;
        QTest::newRow("condition") << QStringLiteral("{% if nick %}{{ nick }}{% endif %}") << false;
        QTest::newRow("comparison") << QStringLiteral("{%- if tier == \"x\" and nick != \"gold\" %}a{% endif %}") << false;
        QTest::newRow("brackets") << QStringLiteral("{{ person[\"nick\"] | default: \"you\" }}") << false;
        QTest::newRow("assigned") << QStringLiteral("{% assign a = nick %}{{ a }}") << true;
        QTest::newRow("text in quotes") << QStringLiteral("{% if tier == \"nick\" %}{% endif %}{{ nick }}") << true;
    }
    void unknownFieldsWithWordsOfTheirOwn() {
        QFETCH(QString, html);
        QFETCH(bool, said);
        store::DatasetInfo people;
        people.name = "people";
        people.fields = fieldsOf(QStringLiteral("tier,city"));
        bool isSaid = false;
        for (const FindingView &finding : EmailRenderer::check(emailOf(qPrintable(html)), &people))
            isSaid = isSaid || finding.id == "template.unknown_field";
        QCOMPARE(isSaid, said);
    }
};

AUDIENCE_TEST(PersonWordsTest)
#include "person_words_test.moc"
