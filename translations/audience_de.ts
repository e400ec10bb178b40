<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AmazonWords</name>
    <message>
        <source>The keys</source>
        <translation>Die Schlüssel</translation>
    </message>
    <message>
        <source>The account may send</source>
        <translation>Das Konto darf senden</translation>
    </message>
    <message>
        <source>The sender is known</source>
        <translation>Der Absender ist bekannt</translation>
    </message>
    <message>
        <source>A name under which emails are reported</source>
        <translation>Ein Name, unter dem E-Mails gemeldet werden</translation>
    </message>
    <message>
        <source>A place for reports that cannot be read</source>
        <translation>Ein Platz für Meldungen, die sich nicht lesen lassen</translation>
    </message>
    <message>
        <source>This workspace&apos;s own queue of reports</source>
        <translation>Die eigene Warteschlange dieses Arbeitsbereichs für Meldungen</translation>
    </message>
    <message>
        <source>A topic that passes the reports on</source>
        <translation>Ein Thema, das die Meldungen weitergibt</translation>
    </message>
    <message>
        <source>Amazon SES may write to the topic</source>
        <translation>Amazon SES darf an das Thema schreiben</translation>
    </message>
    <message>
        <source>The topic may write to the queue</source>
        <translation>Das Thema darf in die Warteschlange schreiben</translation>
    </message>
    <message>
        <source>The queue listens to the topic</source>
        <translation>Die Warteschlange hört auf das Thema</translation>
    </message>
    <message>
        <source>Deliveries, bounces, complaints, opens and clicks are reported</source>
        <translation>Zustellungen, Rückläufer, Beschwerden, Öffnungen und Klicks werden gemeldet</translation>
    </message>
    <message>
        <source>The first report arrived</source>
        <translation>Die erste Meldung ist angekommen</translation>
    </message>
    <message>
        <source>A test email came back with its reports</source>
        <translation>Eine Test-E-Mail kam mit ihren Meldungen zurück</translation>
    </message>
    <message>
        <source>Stopped here. What was made stays; setting up goes on from here.</source>
        <translation>Hier angehalten. Was angelegt wurde, bleibt; die Einrichtung geht von hier aus weiter.</translation>
    </message>
    <message>
        <source>Made now.</source>
        <translation>Jetzt angelegt.</translation>
    </message>
    <message>
        <source>Was otherwise, and was set right now.</source>
        <translation>War anders und wurde jetzt richtig eingestellt.</translation>
    </message>
    <message>
        <source>As it should be.</source>
        <translation>Wie es sein soll.</translation>
    </message>
    <message>
        <source>There, but otherwise than it should be. Setting up changes this:</source>
        <translation>Vorhanden, aber anders, als es sein soll. Die Einrichtung ändert dies:</translation>
    </message>
    <message>
        <source>Removed now.</source>
        <translation>Jetzt entfernt.</translation>
    </message>
    <message>
        <source>Is not there any more.</source>
        <translation>Nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>Not there yet. Setting up makes it.</source>
        <translation>Noch nicht vorhanden. Die Einrichtung legt es an.</translation>
    </message>
    <message>
        <source>Stays as it is.</source>
        <translation>Bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Not looked at, as a step before it failed.</source>
        <translation>Nicht geprüft, weil ein Schritt davor fehlschlug.</translation>
    </message>
    <message>
        <source>Waits for the steps before it.</source>
        <translation>Wartet auf die Schritte davor.</translation>
    </message>
    <message>
        <source>%1: without the part that setting up adds</source>
        <translation>%1: ohne den Teil, den die Einrichtung hinzufügt</translation>
    </message>
    <message>
        <source>%1: its part for Audience-Sync is otherwise</source>
        <translation>%1: der Teil für Audience-Sync ist anders</translation>
    </message>
    <message>
        <source>%1: nothing, should be %2</source>
        <translation>%1: nichts, sollte %2 sein</translation>
    </message>
    <message>
        <source>%1: %2, should be nothing</source>
        <translation>%1: %2, sollte nichts sein</translation>
    </message>
    <message>
        <source>%1: %2, should be %3</source>
        <translation>%1: %2, sollte %3 sein</translation>
    </message>
    <message>
        <source>Amazon signs every email in the name of your domain.</source>
        <translation>Amazon signiert jede E-Mail im Namen Ihrer Domain.</translation>
    </message>
    <message>
        <source>The records are right, but signing is switched off for this sender at Amazon. Switch it on there.</source>
        <translation>Die Einträge stimmen, aber bei Amazon ist das Signieren für diesen Absender abgeschaltet. Schalten Sie es dort ein.</translation>
    </message>
    <message>
        <source>Amazon does not see the records yet. Set them at your domain; it can take up to 72 hours until they are seen.</source>
        <translation>Amazon sieht die Einträge noch nicht. Setzen Sie sie bei Ihrer Domain; es kann bis zu 72 Stunden dauern, bis sie sichtbar sind.</translation>
    </message>
    <message>
        <source>Amazon could not read the records for now and goes on signing. See that they still stand at your domain.</source>
        <translation>Amazon konnte die Einträge vorerst nicht lesen und signiert weiter. Achten Sie darauf, dass sie bei Ihrer Domain noch stehen.</translation>
    </message>
    <message>
        <source>Amazon did not find the records in time. Set them at your domain, then start the check again at Amazon.</source>
        <translation>Amazon hat die Einträge nicht rechtzeitig gefunden. Setzen Sie sie bei Ihrer Domain, und starten Sie die Prüfung bei Amazon erneut.</translation>
    </message>
    <message>
        <source>Emails are not signed, so large mailboxes turn many of them away. Verify the whole domain at Amazon SES.</source>
        <translation>E-Mails sind nicht signiert, daher weisen große Postfächer viele davon ab. Bestätigen Sie bei Amazon SES die ganze Domain.</translation>
    </message>
    <message>
        <source>Could not be looked up now.</source>
        <translation>Ließ sich jetzt nicht nachsehen.</translation>
    </message>
    <message>
        <source>Amazon is named as a sender of this domain.</source>
        <translation>Amazon ist als Absender dieser Domain genannt.</translation>
    </message>
    <message>
        <source>Mailboxes know what to do with emails that only pretend to come from you.</source>
        <translation>Postfächer wissen, was sie mit E-Mails tun sollen, die nur vorgeben, von Ihnen zu kommen.</translation>
    </message>
    <message>
        <source>Amazon has switched sending off for this account. Look there for the reason; until then nothing goes out.</source>
        <translation>Amazon hat das Senden für dieses Konto abgeschaltet. Suchen Sie dort den Grund; bis dahin geht nichts hinaus.</translation>
    </message>
    <message>
        <source>Amazon has this account under review. Too many bounces or complaints would stop it, so send to people who asked for it only.</source>
        <translation>Amazon prüft dieses Konto. Zu viele Rückläufer oder Beschwerden würden es anhalten; senden Sie daher nur an Personen, die darum gebeten haben.</translation>
    </message>
    <message>
        <source>Amazon has stopped this account from sending. Its mail to you says why and how to object.</source>
        <translation>Amazon hat diesem Konto das Senden untersagt. Die Nachricht von Amazon an Sie sagt, warum und wie Sie widersprechen.</translation>
    </message>
    <message>
        <source>Amazon has no objection to this account.</source>
        <translation>Amazon hat an diesem Konto nichts auszusetzen.</translation>
    </message>
    <message>
        <source>One click, through Amazon&apos;s contact list %1</source>
        <translation>Ein Klick, über Amazons Kontaktliste %1</translation>
    </message>
    <message>
        <source>One click, through your own web address</source>
        <translation>Ein Klick, über Ihre eigene Webadresse</translation>
    </message>
    <message>
        <source>One click, through this workspace&apos;s public corner</source>
        <translation>Ein Klick, über den öffentlichen Bereich dieses Arbeitsbereichs</translation>
    </message>
    <message>
        <source>By an email to %1 only. That is not one click, which large mailboxes ask of everybody who sends in bulk</source>
        <translation>Nur mit einer E-Mail an %1. Das ist nicht der eine Klick, den große Postfächer von allen verlangen, die in großer Zahl senden</translation>
    </message>
</context>
<context>
    <name>BlockStarters</name>
    <message>
        <source>A heading that says what is in it</source>
        <translation>Eine Überschrift, die sagt, worum es geht</translation>
    </message>
    <message>
        <source>Write here what people should know. Short paragraphs are read more often.</source>
        <translation>Schreiben Sie hier, was man wissen soll. Kurze Absätze werden eher gelesen.</translation>
    </message>
    <message>
        <source>Have a look</source>
        <translation>Jetzt ansehen</translation>
    </message>
    <message>
        <source>First and last name</source>
        <translation>Vor- und Nachname</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>Aufgabe im Unternehmen</translation>
    </message>
    <message>
        <source>New in</source>
        <translation>Neu eingetroffen</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>Angebote</translation>
    </message>
    <message>
        <source>About us</source>
        <translation>Über uns</translation>
    </message>
    <message>
        <source>Watch the film</source>
        <translation>Film ansehen</translation>
    </message>
    <message>
        <source>What somebody said about us, in their own words.</source>
        <translation>Was jemand über uns gesagt hat, in eigenen Worten.</translation>
    </message>
    <message>
        <source>The first good reason</source>
        <translation>Der erste gute Grund</translation>
    </message>
    <message>
        <source>The second</source>
        <translation>Der zweite</translation>
    </message>
    <message>
        <source>And a third</source>
        <translation>Und ein dritter</translation>
    </message>
    <message>
        <source>Text that stays as it is</source>
        <translation>Text, der bleibt, wie er ist</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>First item</source>
        <translation>Erster Posten</translation>
    </message>
    <message>
        <source>Second item</source>
        <translation>Zweiter Posten</translation>
    </message>
    <message>
        <source>First product</source>
        <translation>Erstes Produkt</translation>
    </message>
    <message>
        <source>Second product</source>
        <translation>Zweites Produkt</translation>
    </message>
    <message>
        <source>Third product</source>
        <translation>Drittes Produkt</translation>
    </message>
    <message>
        <source>Until Sunday at midnight</source>
        <translation>Bis Sonntag um Mitternacht</translation>
    </message>
    <message>
        <source>A thank you for you</source>
        <translation>Ein Dankeschön für Sie</translation>
    </message>
    <message>
        <source>YOUR-CODE</source>
        <translation>IHR-CODE</translation>
    </message>
    <message>
        <source>Enter it at the checkout.</source>
        <translation>Geben Sie ihn an der Kasse ein.</translation>
    </message>
    <message>
        <source>Show this code at the entrance</source>
        <translation>Zeigen Sie diesen Code am Eingang</translation>
    </message>
    <message>
        <source>The name of the event</source>
        <translation>Der Name der Veranstaltung</translation>
    </message>
    <message>
        <source>How likely are you to recommend us?</source>
        <translation>Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>Gar nicht</translation>
    </message>
    <message>
        <source>Very likely</source>
        <translation>Sehr wahrscheinlich</translation>
    </message>
    <message>
        <source>Unsubscribe</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Choose what you get</source>
        <translation>Auswählen, was Sie erhalten</translation>
    </message>
    <message>
        <source>Read this email in the browser</source>
        <translation>Diese E-Mail im Browser lesen</translation>
    </message>
    <message>
        <source>Your own HTML</source>
        <translation>Ihr eigenes HTML</translation>
    </message>
    <message>
        <source>One thing that is worth opening this email</source>
        <translation>Etwas, wofür es sich lohnt, diese E-Mail zu öffnen</translation>
    </message>
    <message>
        <source>A sentence or two about it.</source>
        <translation>Ein, zwei Sätze darüber.</translation>
    </message>
</context>
<context>
    <name>Blocks</name>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>Picture behind</source>
        <translation>Bild dahinter</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>Überschrift</translation>
    </message>
    <message>
        <source>title headline</source>
        <translation>Titel Schlagzeile</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>paragraph words</source>
        <translation>Absatz Worte</translation>
    </message>
    <message>
        <source>Button</source>
        <translation>Schaltfläche</translation>
    </message>
    <message>
        <source>link call to action</source>
        <translation>Link Button Handlungsaufforderung</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>picture photo logo</source>
        <translation>Foto Logo Grafik</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Porträt</translation>
    </message>
    <message>
        <source>avatar person</source>
        <translation>Avatar Person</translation>
    </message>
    <message>
        <source>Divider</source>
        <translation>Trennlinie</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Linie Strich</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>gap room</source>
        <translation>Lücke Leerraum</translation>
    </message>
    <message>
        <source>Social</source>
        <translation>Soziale Netzwerke</translation>
    </message>
    <message>
        <source>profiles instagram facebook</source>
        <translation>Profile Instagram Facebook</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>links navigation</source>
        <translation>Links Navigation</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>Zitat</translation>
    </message>
    <message>
        <source>review testimonial</source>
        <translation>Bewertung Kundenstimme</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>bullets ticks numbers</source>
        <translation>Punkte Häkchen Nummern</translation>
    </message>
    <message>
        <source>Fixed text</source>
        <translation>Fester Text</translation>
    </message>
    <message>
        <source>code preformatted</source>
        <translation>Code vorformatiert</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>rows receipt data</source>
        <translation>Zeilen Beleg Daten</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>cards shop cart grid</source>
        <translation>Karten Shop Warenkorb Raster</translation>
    </message>
    <message>
        <source>Countdown</source>
        <translation>Countdown</translation>
    </message>
    <message>
        <source>time clock deadline</source>
        <translation>Zeit Uhr Frist</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>Gutschein</translation>
    </message>
    <message>
        <source>voucher code discount</source>
        <translation>Coupon Code Rabatt</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>QR-Code</translation>
    </message>
    <message>
        <source>scan ticket</source>
        <translation>scannen Ticket</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>appointment event date</source>
        <translation>Termin Veranstaltung Datum</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>Umfrage</translation>
    </message>
    <message>
        <source>score rating nps question</source>
        <translation>Note Bewertung NPS Frage</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>sender person</source>
        <translation>Absender Person Unterschrift</translation>
    </message>
    <message>
        <source>Footer</source>
        <translation>Fußzeile</translation>
    </message>
    <message>
        <source>unsubscribe address imprint</source>
        <translation>abmelden Adresse Impressum</translation>
    </message>
    <message>
        <source>Web version</source>
        <translation>Webversion</translation>
    </message>
    <message>
        <source>view in browser</source>
        <translation>im Browser ansehen</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>source own code</source>
        <translation>Quelltext eigener Code</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>1 column</source>
        <translation>1 Spalte</translation>
    </message>
    <message>
        <source>2 columns</source>
        <translation>2 Spalten</translation>
    </message>
    <message>
        <source>3 columns</source>
        <translation>3 Spalten</translation>
    </message>
    <message>
        <source>4 columns</source>
        <translation>4 Spalten</translation>
    </message>
    <message>
        <source>Hero</source>
        <translation>Aufmacher</translation>
    </message>
    <message>
        <source>opening banner header</source>
        <translation>Einstieg Banner Kopf Hero</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>Postanschrift</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>Columns align</source>
        <translation>Ausrichtung der Spalten</translation>
    </message>
    <message>
        <source>Words instead</source>
        <translation>Text statt Bild</translation>
    </message>
    <message>
        <source>Call each</source>
        <translation>Name für jeden Eintrag</translation>
    </message>
    <message>
        <source>Who said it</source>
        <translation>Wer es gesagt hat</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Bar beside</source>
        <translation>Balken daneben</translation>
    </message>
    <message>
        <source>Border</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linien</translation>
    </message>
    <message>
        <source>Phone up to</source>
        <translation>Telefon bis</translation>
    </message>
    <message>
        <source>Words on button</source>
        <translation>Text der Schaltfläche</translation>
    </message>
    <message>
        <source>Words on buttons</source>
        <translation>Text der Schaltflächen</translation>
    </message>
    <message>
        <source>Buttons</source>
        <translation>Schaltflächen</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Beschriftung</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Picture on dark</source>
        <translation>Bild auf Dunkel</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schriftart</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Full width</source>
        <translation>Volle Breite</translation>
    </message>
    <message>
        <source>Between columns</source>
        <translation>Zwischen den Spalten</translation>
    </message>
    <message>
        <source>Headings</source>
        <translation>Überschriften</translation>
    </message>
    <message>
        <source>Font of headings</source>
        <translation>Schriftart der Überschriften</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>At the end</source>
        <translation>Am Ende</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>Führt zu</translation>
    </message>
    <message>
        <source>Icon</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Icon size</source>
        <translation>Größe des Symbols</translation>
    </message>
    <message>
        <source>Space inside</source>
        <translation>Abstand innen</translation>
    </message>
    <message>
        <source>Each product</source>
        <translation>Jedes Produkt</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Beschriftung</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Line height</source>
        <translation>Zeilenhöhe</translation>
    </message>
    <message>
        <source>More lines</source>
        <translation>Weitere Zeilen</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>For each of</source>
        <translation>Für jeden Eintrag in</translation>
    </message>
    <message>
        <source>Fill from a list</source>
        <translation>Aus einer Liste füllen</translation>
    </message>
    <message>
        <source>At the start</source>
        <translation>Am Anfang</translation>
    </message>
    <message>
        <source>Marks&apos; colour</source>
        <translation>Farbe der Zeichen</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>On phones</source>
        <translation>Auf Telefonen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Price before</source>
        <translation>Preis vorher</translation>
    </message>
    <message>
        <source>Space around</source>
        <translation>Abstand außen</translation>
    </message>
    <message>
        <source>Around the email</source>
        <translation>Um die E-Mail herum</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <source>Title in browsers</source>
        <translation>Titel im Browser</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Words for choices</source>
        <translation>Text zur Auswahl</translation>
    </message>
    <message>
        <source>Preheader</source>
        <translation>Vorschauzeile</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Price colour</source>
        <translation>Farbe des Preises</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Was er sagt</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Round corners</source>
        <translation>Runde Ecken</translation>
    </message>
    <message>
        <source>Tiled</source>
        <translation>Gekachelt</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Between them</source>
        <translation>Dazwischen</translation>
    </message>
    <message>
        <source>Show on</source>
        <translation>Zeigen auf</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Thickness</source>
        <translation>Dicke</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Words to leave</source>
        <translation>Text zum Abmelden</translation>
    </message>
    <message>
        <source>Columns stand</source>
        <translation>Spalten stehen</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Show when</source>
        <translation>Zeigen, wenn</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Saved block</source>
        <translation>Gespeicherter Block</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Desktop only</source>
        <translation>Nur am Computer</translation>
    </message>
    <message>
        <source>Phones only</source>
        <translation>Nur auf Telefonen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Left to right</source>
        <translation>Von links nach rechts</translation>
    </message>
    <message>
        <source>Right to left</source>
        <translation>Von rechts nach links</translation>
    </message>
    <message>
        <source>One below the other</source>
        <translation>Untereinander</translation>
    </message>
    <message>
        <source>Last one first</source>
        <translation>Letzte zuerst</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Bullets</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Nummern</translation>
    </message>
    <message>
        <source>Ticks</source>
        <translation>Häkchen</translation>
    </message>
    <message>
        <source>Solid</source>
        <translation>Durchgezogen</translation>
    </message>
    <message>
        <source>Dashed</source>
        <translation>Gestrichelt</translation>
    </message>
    <message>
        <source>Dotted</source>
        <translation>Gepunktet</translation>
    </message>
    <message>
        <source>Marketing</source>
        <translation>Marketing</translation>
    </message>
    <message>
        <source>Service, as a receipt</source>
        <translation>Service, etwa ein Beleg</translation>
    </message>
    <message>
        <source>Own .ics file</source>
        <translation>Eigene .ics-Datei</translation>
    </message>
    <message>
        <source>At the start of the line</source>
        <translation>Am Anfang der Zeile</translation>
    </message>
    <message>
        <source>At the end of the line</source>
        <translation>Am Ende der Zeile</translation>
    </message>
    <message numerus="yes">
        <source>%n products</source>
        <translation>
            <numerusform>%n Produkt</numerusform>
            <numerusform>%n Produkte</numerusform>
        </translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
</context>
<context>
    <name>BrandColours</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Quiet text</source>
        <translation>Gedämpfter Text</translation>
    </message>
    <message>
        <source>Around the email</source>
        <translation>Um die E-Mail herum</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <source>Main colour</source>
        <translation>Hauptfarbe</translation>
    </message>
    <message>
        <source>Words on the main colour</source>
        <translation>Text auf der Hauptfarbe</translation>
    </message>
    <message>
        <source>Soft ground</source>
        <translation>Sanfter Grund</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>Akzent</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linien</translation>
    </message>
</context>
<context>
    <name>BreakdownWords</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Quarter %1, %2</source>
        <translation>%1. Quartal %2</translation>
    </message>
    <message>
        <source>before %1</source>
        <translation>vor dem %1</translation>
    </message>
    <message>
        <source>from %1 on</source>
        <translation>ab dem %1</translation>
    </message>
    <message>
        <source>under %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 oder mehr</translation>
    </message>
    <message>
        <source>%1 to under %2</source>
        <translation>%1 bis unter %2</translation>
    </message>
    <message>
        <source>Days since the last purchase</source>
        <translation>Tage seit dem letzten Kauf</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>Käufe</translation>
    </message>
    <message>
        <source>Spent in total</source>
        <translation>Insgesamt ausgegeben</translation>
    </message>
    <message>
        <source>Spent per purchase</source>
        <translation>Je Kauf ausgegeben</translation>
    </message>
    <message>
        <source>Emails opened in 90 days</source>
        <translation>In 90 Tagen geöffnete E-Mails</translation>
    </message>
    <message>
        <source>Emails clicked in 90 days</source>
        <translation>In 90 Tagen angeklickte E-Mails</translation>
    </message>
    <message>
        <source>nothing with a value</source>
        <translation>nichts mit einem Wert</translation>
    </message>
    <message>
        <source>never bought</source>
        <translation>nie gekauft</translation>
    </message>
    <message>
        <source>got no email</source>
        <translation>keine E-Mail erhalten</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>kein Wert</translation>
    </message>
    <message numerus="yes">
        <source>%n more values</source>
        <translation>
            <numerusform>%n weiterer Wert</numerusform>
            <numerusform>%n weitere Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>kein</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>some value</source>
        <translation>irgendein Wert</translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln days ago</source>
        <translation>
            <numerusform>vor mehr als %Ln Tag</numerusform>
            <numerusform>vor mehr als %Ln Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in the last %Ln days</source>
        <translation>
            <numerusform>am letzten Tag</numerusform>
            <numerusform>in den letzten %Ln Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %Ln days ago</source>
        <translation>
            <numerusform>vor %1 bis %Ln Tag</numerusform>
            <numerusform>vor %1 bis %Ln Tagen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Campaigns</name>
    <message>
        <source>tomorrow %1</source>
        <translation>morgen %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Connection closed before Amazon answered. Waiting to hear; never sent twice.</source>
        <translation>Verbindung brach ab, bevor Amazon antwortete. Wir warten auf Nachricht; doppelt gesendet wird nie.</translation>
    </message>
    <message>
        <source>Another computer may have sent it. Never sent twice; say what you know.</source>
        <translation>Ein anderer Computer hat sie womöglich gesendet. Doppelt gesendet wird nie; sagen Sie, was Sie wissen.</translation>
    </message>
    <message>
        <source>No word from Amazon came. Never sent again by itself; say what you know.</source>
        <translation>Von Amazon kam keine Nachricht. Wird nie von selbst erneut gesendet; sagen Sie, was Sie wissen.</translation>
    </message>
    <message>
        <source>You said that it was sent</source>
        <translation>Sie haben gesagt, dass sie gesendet wurde</translation>
    </message>
    <message>
        <source>Waiting for their turn</source>
        <translation>Noch nicht an der Reihe</translation>
    </message>
    <message>
        <source>Amazon was busy. Tries again by itself.</source>
        <translation>Amazon war ausgelastet. Wird von selbst noch einmal versucht.</translation>
    </message>
    <message>
        <source>Stopped before their turn</source>
        <translation>Gestoppt, bevor sie an der Reihe waren</translation>
    </message>
    <message>
        <source>Opened and clicked</source>
        <translation>Geöffnet und geklickt</translation>
    </message>
    <message>
        <source>Clicked %1</source>
        <translation>Hat %1 angeklickt</translation>
    </message>
    <message>
        <source>Opened, nothing clicked yet</source>
        <translation>Geöffnet, noch nichts angeklickt</translation>
    </message>
    <message>
        <source>Mailbox does not exist or takes no email. Not mailed again.</source>
        <translation>Das Postfach gibt es nicht, oder es nimmt keine E-Mails an. Wird nicht mehr angeschrieben.</translation>
    </message>
    <message>
        <source>The mailbox did not take it for now</source>
        <translation>Das Postfach hat sie vorerst nicht angenommen</translation>
    </message>
    <message>
        <source>Marked it as spam. Not mailed again.</source>
        <translation>Als Spam gemeldet. Wird nicht mehr angeschrieben.</translation>
    </message>
    <message>
        <source>Does not want these emails any more</source>
        <translation>Möchte diese E-Mails nicht mehr</translation>
    </message>
    <message>
        <source>%1 by a machine</source>
        <translation>%1 maschinell</translation>
    </message>
    <message>
        <source>Being practised now</source>
        <translation>Wird gerade geübt</translation>
    </message>
    <message>
        <source>Being handed to Amazon now</source>
        <translation>Wird gerade an Amazon übergeben</translation>
    </message>
    <message>
        <source>The mailbox is slow; Amazon goes on trying</source>
        <translation>Das Postfach ist langsam; Amazon versucht es weiter</translation>
    </message>
    <message>
        <source>Delivered in practice</source>
        <translation>In der Übung zugestellt</translation>
    </message>
    <message>
        <source>Delivered, not opened yet</source>
        <translation>Zugestellt, noch nicht geöffnet</translation>
    </message>
    <message>
        <source>Handed over in practice, not delivered yet</source>
        <translation>In der Übung übergeben, noch nicht zugestellt</translation>
    </message>
    <message>
        <source>Handed to Amazon, not delivered yet</source>
        <translation>An Amazon übergeben, noch nicht zugestellt</translation>
    </message>
    <message>
        <source>Since %1, from column %2 of %3</source>
        <translation>Seit %1, aus Spalte %2 von %3</translation>
    </message>
    <message>
        <source>Since %1, from %2</source>
        <translation>Seit %1, aus %2</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>Since %1: %2</source>
        <translation>Seit %1: %2</translation>
    </message>
    <message>
        <source>Topic: %1</source>
        <translation>Thema: %1</translation>
    </message>
    <message>
        <source>Bring their address with the next import and they get the next campaign.</source>
        <translation>Nehmen Sie die Adresse in den nächsten Import auf, dann erhält die Person die nächste Kampagne.</translation>
    </message>
    <message>
        <source>Correct the address in your data and they get the next campaign.</source>
        <translation>Berichtigen Sie die Adresse in Ihren Daten, dann erhält die Person die nächste Kampagne.</translation>
    </message>
    <message>
        <source>The address got it once, under the other person.</source>
        <translation>Die Adresse hat sie einmal erhalten, bei der anderen Person.</translation>
    </message>
    <message>
        <source>They called an email spam. Writing again would harm all your emails; leave it so.</source>
        <translation>Die Person hat eine E-Mail als Spam gemeldet. Ihr noch einmal zu schreiben würde all Ihren E-Mails schaden; lassen Sie es dabei.</translation>
    </message>
    <message>
        <source>If the address works again, take it off under Settings, Blocked addresses.</source>
        <translation>Funktioniert die Adresse wieder, entsperren Sie sie unter Einstellungen, Gesperrte Adressen.</translation>
    </message>
    <message>
        <source>If that was a mistake, take it off under Settings, Blocked addresses.</source>
        <translation>War das ein Versehen, entsperren Sie die Adresse unter Einstellungen, Gesperrte Adressen.</translation>
    </message>
    <message>
        <source>Only they can change that, for example with your sign-up form.</source>
        <translation>Das kann nur die Person selbst ändern, zum Beispiel über Ihr Anmeldeformular.</translation>
    </message>
    <message>
        <source>Ask them to agree, for example with your sign-up form, and bring their answer with the next import.</source>
        <translation>Bitten Sie die Person um ihre Zustimmung, zum Beispiel über Ihr Anmeldeformular, und nehmen Sie die Antwort in den nächsten Import auf.</translation>
    </message>
    <message>
        <source>Say in the composer why you may write to them.</source>
        <translation>Sagen Sie beim Vorbereiten der Kampagne, warum Sie der Person schreiben dürfen.</translation>
    </message>
    <message>
        <source>They can get the next campaign when their last emails are some days old.</source>
        <translation>Die Person kann die nächste Kampagne erhalten, sobald ihre letzten E-Mails einige Tage zurückliegen.</translation>
    </message>
    <message>
        <source>Fill the field in your data, or give the email a fallback for it.</source>
        <translation>Füllen Sie das Feld in Ihren Daten aus oder geben Sie in der E-Mail einen Ersatz dafür an.</translation>
    </message>
    <message>
        <source>A safety segment or list keeps them out of every campaign; take them off it if that was a mistake.</source>
        <translation>Ein Schutzsegment oder eine Schutzliste hält sie aus jeder Kampagne heraus; nehmen Sie sie davon herunter, wenn das ein Versehen war.</translation>
    </message>
    <message>
        <source>%1 per second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>As fast as allowed</source>
        <translation>So schnell wie erlaubt</translation>
    </message>
    <message>
        <source>Mailbox does not exist</source>
        <translation>Das Postfach gibt es nicht</translation>
    </message>
    <message>
        <source>Domain does not exist</source>
        <translation>Die Domain gibt es nicht</translation>
    </message>
    <message>
        <source>Domain takes no email</source>
        <translation>Die Domain nimmt keine E-Mails an</translation>
    </message>
    <message>
        <source>Mailbox is switched off</source>
        <translation>Das Postfach ist abgeschaltet</translation>
    </message>
    <message>
        <source>Mailbox is full</source>
        <translation>Das Postfach ist voll</translation>
    </message>
    <message>
        <source>Email is too large</source>
        <translation>Die E-Mail ist zu groß</translation>
    </message>
    <message>
        <source>Mail server does not answer</source>
        <translation>Der Mailserver antwortet nicht</translation>
    </message>
    <message>
        <source>Mail server was not found</source>
        <translation>Der Mailserver wurde nicht gefunden</translation>
    </message>
    <message>
        <source>Tried for too long</source>
        <translation>Zu lange versucht</translation>
    </message>
    <message>
        <source>Refused by the mailbox&apos;s rules</source>
        <translation>Durch die Regeln des Postfachs abgelehnt</translation>
    </message>
    <message>
        <source>Sender is not signed</source>
        <translation>Der Absender ist nicht signiert</translation>
    </message>
    <message>
        <source>Blocked by Amazon</source>
        <translation>Von Amazon gesperrt</translation>
    </message>
    <message>
        <source>Blocked in your account</source>
        <translation>In Ihrem Konto gesperrt</translation>
    </message>
    <message>
        <source>Content refused</source>
        <translation>Inhalt abgelehnt</translation>
    </message>
    <message>
        <source>Attachment refused</source>
        <translation>Anhang abgelehnt</translation>
    </message>
    <message>
        <source>No reason given</source>
        <translation>Kein Grund genannt</translation>
    </message>
    <message>
        <source>They were drawn at random and got nothing on purpose; the result of the others is compared with theirs.</source>
        <translation>Zufällig ausgelost und absichtlich nicht angeschrieben, als Vergleichsgruppe; daran wird das Ergebnis der anderen gemessen.</translation>
    </message>
    <message>
        <source>The campaign goes to a limited number of people; they can get another one.</source>
        <translation>Die Kampagne geht an eine begrenzte Zahl von Personen; eine andere Kampagne bleibt möglich.</translation>
    </message>
    <message>
        <source>Their turn came after the time the campaign allows; give it more time, or send it faster.</source>
        <translation>Sie kamen erst nach der Zeit an die Reihe, die die Kampagne erlaubt; geben Sie ihr mehr Zeit, oder senden Sie schneller.</translation>
    </message>
    <message>
        <source>They are about to get a campaign that goes first, and may not get both so soon.</source>
        <translation>Für sie steht eine Kampagne mit Vorrang an, und beide so kurz nacheinander sind womöglich nicht erlaubt.</translation>
    </message>
    <message>
        <source>Being handed to your mail server now</source>
        <translation>Wird gerade an Ihren Mailserver übergeben</translation>
    </message>
    <message>
        <source>Your mail server was busy. Tries again by itself.</source>
        <translation>Ihr Mailserver war ausgelastet. Wird von selbst noch einmal versucht.</translation>
    </message>
    <message>
        <source>Tries again by itself.</source>
        <translation>Wird von selbst noch einmal versucht.</translation>
    </message>
    <message>
        <source>Connection closed before your mail server answered. Never sent twice; say what you know.</source>
        <translation>Verbindung brach ab, bevor Ihr Mailserver antwortete. Doppelt gesendet wird nie; sagen Sie, was Sie wissen.</translation>
    </message>
    <message>
        <source>The program ended before it was noted. Waiting to hear; never sent twice.</source>
        <translation>Das Programm endete, bevor es vermerkt war. Wir warten auf Nachricht; doppelt gesendet wird nie.</translation>
    </message>
    <message>
        <source>No word from your mail server came. Never sent again by itself; say what you know.</source>
        <translation>Von Ihrem Mailserver kam keine Nachricht. Wird nie von selbst erneut gesendet; sagen Sie, was Sie wissen.</translation>
    </message>
    <message>
        <source>No word came. Never sent again by itself; say what you know.</source>
        <translation>Es kam keine Nachricht. Wird nie von selbst erneut gesendet; sagen Sie, was Sie wissen.</translation>
    </message>
    <message>
        <source>The mailbox is slow; your mail server goes on trying</source>
        <translation>Das Postfach ist langsam; Ihr Mailserver versucht es weiter</translation>
    </message>
    <message>
        <source>The mailbox is slow; it is tried again</source>
        <translation>Das Postfach ist langsam; es wird erneut versucht</translation>
    </message>
    <message>
        <source>Handed to your mail server, which reports nothing back</source>
        <translation>An Ihren Mailserver übergeben, der nichts zurückmeldet</translation>
    </message>
    <message>
        <source>Rejected by Amazon (%1); open it for its words</source>
        <translation>Von Amazon abgelehnt (%1); den Wortlaut sehen Sie beim Öffnen</translation>
    </message>
    <message>
        <source>Rejected by your mail server (%1); open it for its words</source>
        <translation>Von Ihrem Mailserver abgelehnt (%1); den Wortlaut sehen Sie beim Öffnen</translation>
    </message>
    <message>
        <source>Rejected (%1)</source>
        <translation>Abgelehnt (%1)</translation>
    </message>
    <message>
        <source>Amazon did not take it for now. Next try: %1</source>
        <translation>Amazon hat sie vorerst nicht angenommen. Nächster Versuch: %1</translation>
    </message>
    <message>
        <source>The mail server did not take it for now. Next try: %1</source>
        <translation>Der Mailserver hat sie vorerst nicht angenommen. Nächster Versuch: %1</translation>
    </message>
    <message>
        <source>Next try: %1</source>
        <translation>Nächster Versuch: %1</translation>
    </message>
    <message>
        <source>Since %1, after what an earlier email reported</source>
        <translation>Seit %1, nach der Rückmeldung zu einer früheren E-Mail</translation>
    </message>
    <message>
        <source>The answer was &quot;not now&quot; for a day, or for as long as the campaign allows. If the address works they get the next campaign.</source>
        <translation>Die Antwort war einen Tag lang „nicht jetzt“, oder so lange, wie die Kampagne es erlaubt. Wenn die Adresse funktioniert, kommt die nächste Kampagne an.</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%2 asked for approval, %1</source>
        <translation>%2 hat um Freigabe gebeten, %1</translation>
    </message>
</context>
<context>
    <name>ConnectionWords</name>
    <message>
        <source>The queue answers.</source>
        <translation>Die Warteschlange antwortet.</translation>
    </message>
    <message>
        <source>%1 events lay in it and have been read.</source>
        <translation>%1 Ereignisse lagen darin und wurden gelesen.</translation>
    </message>
    <message>
        <source>Nothing lay in it. Deliveries, bounces and clicks come in while the window is open.</source>
        <translation>Sie war leer. Zustellungen, Rückläufer und Klicks kommen herein, solange das Fenster offen ist.</translation>
    </message>
    <message>
        <source>Amazon answers with these keys.</source>
        <translation>Amazon antwortet mit diesen Schlüsseln.</translation>
    </message>
    <message>
        <source>Amazon has switched sending off for this account. Look there for the reason; until then nothing goes out.</source>
        <translation>Amazon hat das Senden für dieses Konto abgeschaltet. Suchen Sie dort den Grund; bis dahin geht nichts hinaus.</translation>
    </message>
    <message>
        <source>The account is in Amazon&apos;s sandbox: only addresses verified there are reached. Ask Amazon for production access before you send to customers.</source>
        <translation>Das Konto liegt in Amazons Testumgebung: Nur dort bestätigte Adressen werden erreicht. Beantragen Sie bei Amazon den Produktivzugang, bevor Sie an Kunden senden.</translation>
    </message>
    <message>
        <source>Up to %1 emails a second.</source>
        <translation>Bis zu %1 E-Mails je Sekunde.</translation>
    </message>
    <message>
        <source>%1 of %2 emails are left for these 24 hours.</source>
        <translation>%1 von %2 E-Mails sind für diese 24 Stunden übrig.</translation>
    </message>
    <message>
        <source>Amazon has this account under review. Too many bounces or complaints would stop it.</source>
        <translation>Amazon prüft dieses Konto. Zu viele Rückläufer oder Beschwerden würden es anhalten.</translation>
    </message>
    <message>
        <source>Amazon has stopped this account from sending.</source>
        <translation>Amazon hat diesem Konto das Senden untersagt.</translation>
    </message>
    <message>
        <source>Europe (Frankfurt)</source>
        <translation>Europa (Frankfurt)</translation>
    </message>
    <message>
        <source>Europe (Ireland)</source>
        <translation>Europa (Irland)</translation>
    </message>
    <message>
        <source>Europe (London)</source>
        <translation>Europa (London)</translation>
    </message>
    <message>
        <source>Europe (Paris)</source>
        <translation>Europa (Paris)</translation>
    </message>
    <message>
        <source>Europe (Stockholm)</source>
        <translation>Europa (Stockholm)</translation>
    </message>
    <message>
        <source>Europe (Milan)</source>
        <translation>Europa (Mailand)</translation>
    </message>
    <message>
        <source>Europe (Zurich)</source>
        <translation>Europa (Zürich)</translation>
    </message>
    <message>
        <source>United States (Virginia)</source>
        <translation>USA (Virginia)</translation>
    </message>
    <message>
        <source>United States (Ohio)</source>
        <translation>USA (Ohio)</translation>
    </message>
    <message>
        <source>United States (California)</source>
        <translation>USA (Kalifornien)</translation>
    </message>
    <message>
        <source>United States (Oregon)</source>
        <translation>USA (Oregon)</translation>
    </message>
    <message>
        <source>Canada (Central)</source>
        <translation>Kanada (Mitte)</translation>
    </message>
    <message>
        <source>South America (Sao Paulo)</source>
        <translation>Südamerika (São Paulo)</translation>
    </message>
    <message>
        <source>Asia (Mumbai)</source>
        <translation>Asien (Mumbai)</translation>
    </message>
    <message>
        <source>Asia (Tokyo)</source>
        <translation>Asien (Tokio)</translation>
    </message>
    <message>
        <source>Asia (Seoul)</source>
        <translation>Asien (Seoul)</translation>
    </message>
    <message>
        <source>Asia (Osaka)</source>
        <translation>Asien (Osaka)</translation>
    </message>
    <message>
        <source>Asia (Singapore)</source>
        <translation>Asien (Singapur)</translation>
    </message>
    <message>
        <source>Australia (Sydney)</source>
        <translation>Australien (Sydney)</translation>
    </message>
    <message>
        <source>Asia (Jakarta)</source>
        <translation>Asien (Jakarta)</translation>
    </message>
    <message>
        <source>Middle East (Bahrain)</source>
        <translation>Naher Osten (Bahrain)</translation>
    </message>
    <message>
        <source>Israel (Tel Aviv)</source>
        <translation>Israel (Tel Aviv)</translation>
    </message>
    <message>
        <source>Africa (Cape Town)</source>
        <translation>Afrika (Kapstadt)</translation>
    </message>
    <message>
        <source>Environment variables</source>
        <translation>Umgebungsvariablen</translation>
    </message>
    <message>
        <source>The profile %1 of the AWS tools</source>
        <translation>Das Profil %1 der AWS-Werkzeuge</translation>
    </message>
    <message>
        <source>The file %1</source>
        <translation>Die Datei %1</translation>
    </message>
    <message>
        <source>This computer&apos;s keychain</source>
        <translation>Der Schlüsselbund dieses Computers</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Address of the service</source>
        <translation>Adresse des Dienstes</translation>
    </message>
    <message>
        <source>Heeded</source>
        <translation>Beachtet</translation>
    </message>
    <message>
        <source>Not heeded</source>
        <translation>Nicht beachtet</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>Postanschrift</translation>
    </message>
    <message>
        <source>How people unsubscribe</source>
        <translation>Wie man sich abmeldet</translation>
    </message>
    <message>
        <source>Amazon&apos;s own block list</source>
        <translation>Amazons eigene Sperrliste</translation>
    </message>
    <message>
        <source>Configuration set</source>
        <translation>Konfigurationssatz</translation>
    </message>
    <message>
        <source>%1, taking on the role %2</source>
        <translation>%1, mit der übernommenen Rolle %2</translation>
    </message>
    <message>
        <source>Your mail server answers, and the way to it is as it should be.</source>
        <translation>Ihr Mailserver antwortet, und der Weg zu ihm ist, wie er sein soll.</translation>
    </message>
    <message>
        <source>Send a test email to yourself to see one arrive.</source>
        <translation>Senden Sie sich selbst eine Test-E-Mail, um eine ankommen zu sehen.</translation>
    </message>
    <message>
        <source>encrypted after the greeting (STARTTLS)</source>
        <translation>verschlüsselt nach der Begrüßung (STARTTLS)</translation>
    </message>
    <message>
        <source>encrypted from the first byte (TLS)</source>
        <translation>verschlüsselt vom ersten Byte an (TLS)</translation>
    </message>
    <message>
        <source>not encrypted, as it is this computer</source>
        <translation>nicht verschlüsselt, da es dieser Computer ist</translation>
    </message>
    <message>
        <source>The environment variable AUDIENCE_SMTP_PASSWORD</source>
        <translation>Die Umgebungsvariable AUDIENCE_SMTP_PASSWORD</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password kept in</source>
        <translation>Ort des Passworts</translation>
    </message>
    <message>
        <source>Emails a second</source>
        <translation>E-Mails je Sekunde</translation>
    </message>
</context>
<context>
    <name>ControlWords</name>
    <message>
        <source>It cannot be told from chance whether it earned anything: between %1 and %2 fits what was seen.</source>
        <translation>Ob sie etwas eingebracht hat, lässt sich vom Zufall nicht unterscheiden: Zu dem, was zu sehen war, passt alles zwischen %1 und %2.</translation>
    </message>
    <message>
        <source>It cannot be told from chance whether it brought orders: between %1 and %2 fits what was seen.</source>
        <translation>Ob sie Bestellungen gebracht hat, lässt sich vom Zufall nicht unterscheiden: Zu dem, was zu sehen war, passt alles zwischen %1 und %2.</translation>
    </message>
    <message>
        <source>It earned between %1 and %2 that would not have come without it.</source>
        <translation>Sie hat zwischen %1 und %2 eingebracht, die ohne sie nicht gekommen wären.</translation>
    </message>
    <message>
        <source>It brought between %1 and %2 orders that would not have come without it.</source>
        <translation>Sie hat zwischen %1 und %2 Bestellungen gebracht, die ohne sie nicht gekommen wären.</translation>
    </message>
    <message>
        <source>Who got it bought less: it cost between %2 and %1.</source>
        <translation>Wer sie erhielt, kaufte weniger: Sie hat zwischen %2 und %1 gekostet.</translation>
    </message>
    <message>
        <source>Who got it ordered less: between %1 and %2 orders.</source>
        <translation>Wer sie erhielt, bestellte weniger: zwischen %1 und %2 Bestellungen.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message numerus="yes">
        <source>With fewer than %n people in a group nothing can be told.</source>
        <translation>
            <numerusform>Bei weniger als %n Person in einer Gruppe lässt sich nichts sagen.</numerusform>
            <numerusform>Bei weniger als %n Personen in einer Gruppe lässt sich nichts sagen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody in either group has bought anything yet.</source>
        <translation>In beiden Gruppen hat noch niemand etwas gekauft.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Orders per 100 people</source>
        <translation>Bestellungen je 100 Personen</translation>
    </message>
    <message>
        <source>Revenue per person</source>
        <translation>Umsatz je Person</translation>
    </message>
    <message>
        <source>Meant to get it</source>
        <translation>Sollten sie erhalten</translation>
    </message>
    <message>
        <source>Got nothing</source>
        <translation>Erhielten nichts</translation>
    </message>
    <message numerus="yes">
        <source>All purchases within %n days of the start, whether or not they followed a click.</source>
        <translation>
            <numerusform>Alle Käufe innerhalb von %n Tag nach dem Beginn, ob sie auf einen Klick folgten oder nicht.</numerusform>
            <numerusform>Alle Käufe innerhalb von %n Tagen nach dem Beginn, ob sie auf einen Klick folgten oder nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>The days are not over: this is what came until %1.</source>
        <translation>Die Tage sind noch nicht vorbei: Das kam bis %1.</translation>
    </message>
    <message>
        <source>Ranges hold the truth in 95 of 100 such sends.</source>
        <translation>In 95 von 100 solchen Versänden liegt der wahre Wert in der Spanne.</translation>
    </message>
</context>
<context>
    <name>CornerWords</name>
    <message>
        <source>Unsubscribing with one click</source>
        <translation>Abmelden mit einem Klick</translation>
    </message>
    <message>
        <source>A page where people choose their topics</source>
        <translation>Eine Seite, auf der man seine Themen wählt</translation>
    </message>
    <message>
        <source>Reading an email in the browser</source>
        <translation>Eine E-Mail im Browser lesen</translation>
    </message>
    <message>
        <source>Confirming a sign-up by email</source>
        <translation>Eine Anmeldung per E-Mail bestätigen</translation>
    </message>
    <message>
        <source>Sign-up forms</source>
        <translation>Anmeldeformulare</translation>
    </message>
    <message>
        <source>Messages from your shop or your tools</source>
        <translation>Meldungen aus Ihrem Shop oder Ihren Werkzeugen</translation>
    </message>
    <message>
        <source>Images with an address of their own</source>
        <translation>Bilder mit eigener Adresse</translation>
    </message>
    <message>
        <source>Opens and clicks under your own name</source>
        <translation>Öffnungen und Klicks unter Ihrem eigenen Namen</translation>
    </message>
    <message>
        <source>Without it: a contact list of Amazon, a web address of yours or a mailbox.</source>
        <translation>Ohne das: eine Kontaktliste bei Amazon, eine eigene Webadresse oder ein Postfach.</translation>
    </message>
    <message>
        <source>Without it people can leave, but not choose.</source>
        <translation>Ohne sie kann man sich abmelden, aber nicht auswählen.</translation>
    </message>
    <message>
        <source>Without it emails have no such link.</source>
        <translation>Ohne das haben E-Mails keinen solchen Link.</translation>
    </message>
    <message>
        <source>Without it consent comes with your data only.</source>
        <translation>Ohne das kommt die Zustimmung nur mit Ihren Daten.</translation>
    </message>
    <message>
        <source>Without them sign-ups come with your data only.</source>
        <translation>Ohne sie kommen Anmeldungen nur mit Ihren Daten.</translation>
    </message>
    <message>
        <source>Without them data comes in files and tables only.</source>
        <translation>Ohne sie kommen Daten nur aus Dateien und Tabellen.</translation>
    </message>
    <message>
        <source>Without it images must already stand somewhere on the web.</source>
        <translation>Ohne das müssen Bilder schon irgendwo im Web stehen.</translation>
    </message>
    <message>
        <source>Without it Amazon counts them under a name of its own.</source>
        <translation>Ohne das zählt Amazon sie unter einem eigenen Namen.</translation>
    </message>
    <message>
        <source>Its pages can be read by everybody</source>
        <translation>Seine Seiten kann jeder lesen</translation>
    </message>
    <message>
        <source>A click on unsubscribe is taken</source>
        <translation>Ein Klick auf Abmelden wird angenommen</translation>
    </message>
    <message>
        <source>The click arrives in this workspace</source>
        <translation>Der Klick kommt in diesem Arbeitsbereich an</translation>
    </message>
    <message>
        <source>Its storage is closed to everybody else</source>
        <translation>Sein Speicher ist für alle anderen geschlossen</translation>
    </message>
    <message>
        <source>Works.</source>
        <translation>Funktioniert.</translation>
    </message>
    <message>
        <source>Does not work: %1. Update the corner; if that does not help, remove it and make it again.</source>
        <translation>Funktioniert nicht: %1. Aktualisieren Sie den Bereich; hilft das nicht, entfernen Sie ihn, und legen Sie ihn neu an.</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Being removed…</source>
        <translation>Wird entfernt …</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Being made…</source>
        <translation>Wird angelegt …</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sign-ups are about to be asked for a confirmation.</source>
        <translation>
            <numerusform>Für %Ln Anmeldung wird gleich um eine Bestätigung gebeten.</numerusform>
            <numerusform>Für %Ln Anmeldungen wird gleich um eine Bestätigung gebeten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were asked by email to confirm; they have seven days.</source>
        <translation>
            <numerusform>%Ln wurde per E-Mail um Bestätigung gebeten; dafür sind sieben Tage Zeit.</numerusform>
            <numerusform>%Ln wurden per E-Mail um Bestätigung gebeten; dafür sind sieben Tage Zeit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are confirmed and wait for a list of people to join.</source>
        <translation>
            <numerusform>%Ln ist bestätigt und wartet auf eine Liste von Personen, in die sie aufgenommen wird.</numerusform>
            <numerusform>%Ln sind bestätigt und warten auf eine Liste von Personen, in die sie aufgenommen werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are part of your data.</source>
        <translation>
            <numerusform>%Ln ist Teil Ihrer Daten.</numerusform>
            <numerusform>%Ln sind Teil Ihrer Daten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were kept aside.</source>
        <translation>
            <numerusform>%Ln wurde beiseitegelegt.</numerusform>
            <numerusform>%Ln wurden beiseitegelegt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were not confirmed in time and are forgotten.</source>
        <translation>
            <numerusform>%Ln wurde nicht rechtzeitig bestätigt und ist vergessen.</numerusform>
            <numerusform>%Ln wurden nicht rechtzeitig bestätigt und sind vergessen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataFilters</name>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>below</source>
        <translation>unter</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>above</source>
        <translation>über</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>between</source>
        <translation>zwischen</translation>
    </message>
    <message>
        <source>not between</source>
        <translation>nicht zwischen</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eines von</translation>
    </message>
    <message>
        <source>is none of</source>
        <translation>ist keines von</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>does not contain</source>
        <translation>enthält nicht</translation>
    </message>
    <message>
        <source>starts with</source>
        <translation>beginnt mit</translation>
    </message>
    <message>
        <source>does not start with</source>
        <translation>beginnt nicht mit</translation>
    </message>
    <message>
        <source>ends with</source>
        <translation>endet mit</translation>
    </message>
    <message>
        <source>does not end with</source>
        <translation>endet nicht mit</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>is not empty</source>
        <translation>ist nicht leer</translation>
    </message>
    <message>
        <source>is yes</source>
        <translation>ist ja</translation>
    </message>
    <message>
        <source>is no</source>
        <translation>ist nein</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vor</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>on</source>
        <translation>am</translation>
    </message>
    <message>
        <source>not on</source>
        <translation>nicht am</translation>
    </message>
    <message>
        <source>in the last days</source>
        <translation>in den letzten Tagen</translation>
    </message>
    <message>
        <source>within</source>
        <translation>innerhalb</translation>
    </message>
    <message>
        <source>not in the last days</source>
        <translation>nicht in den letzten Tagen</translation>
    </message>
    <message numerus="yes">
        <source>%1 in the last %n days</source>
        <translation>
            <numerusform>%1 am letzten %n Tag</numerusform>
            <numerusform>%1 in den letzten %n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 not in the last %n days</source>
        <translation>
            <numerusform>%1 nicht am letzten %n Tag</numerusform>
            <numerusform>%1 nicht in den letzten %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <translation>%1 von %2 bis %3</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>No %1 is above 110</source>
        <translation>Kein Wert von %1 liegt über 110</translation>
    </message>
    <message numerus="yes">
        <source>%n values above 110</source>
        <translation>
            <numerusform>%n Wert über 110</numerusform>
            <numerusform>%n Werte über 110</numerusform>
        </translation>
    </message>
    <message>
        <source>No %1 is below zero</source>
        <translation>Kein Wert von %1 liegt unter null</translation>
    </message>
    <message numerus="yes">
        <source>%n values below zero</source>
        <translation>
            <numerusform>%n Wert unter null</numerusform>
            <numerusform>%n Werte unter null</numerusform>
        </translation>
    </message>
    <message>
        <source>Every %1 is an email address</source>
        <translation>Jeder Wert von %1 ist eine E-Mail-Adresse</translation>
    </message>
    <message numerus="yes">
        <source>%n are no email addresses</source>
        <translation>
            <numerusform>%n ist keine E-Mail-Adresse</numerusform>
            <numerusform>%n sind keine E-Mail-Adressen</numerusform>
        </translation>
    </message>
    <message>
        <source>No %1 occurs twice</source>
        <translation>Kein Wert von %1 kommt zweimal vor</translation>
    </message>
    <message numerus="yes">
        <source>%n rows share an address</source>
        <translation>
            <numerusform>%n Zeile teilt sich eine Adresse</numerusform>
            <numerusform>%n Zeilen teilen sich eine Adresse</numerusform>
        </translation>
    </message>
    <message>
        <source>Everybody has an %1</source>
        <translation>Alle haben einen Wert in %1</translation>
    </message>
    <message numerus="yes">
        <source>%n have no address</source>
        <translation>
            <numerusform>%n hat keine Adresse</numerusform>
            <numerusform>%n haben keine Adresse</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is known for everybody</source>
        <translation>%1 ist bei allen bekannt</translation>
    </message>
    <message numerus="yes">
        <source>%n did not say</source>
        <translation>
            <numerusform>%n hat nichts gesagt</numerusform>
            <numerusform>%n haben nichts gesagt</numerusform>
        </translation>
    </message>
    <message>
        <source>No %1 lies in the future</source>
        <translation>Kein Wert von %1 liegt in der Zukunft</translation>
    </message>
    <message numerus="yes">
        <source>%n dates in the future</source>
        <translation>
            <numerusform>%n Datum in der Zukunft</numerusform>
            <numerusform>%n Daten in der Zukunft</numerusform>
        </translation>
    </message>
    <message>
        <source>Every %1 is in %2</source>
        <translation>Jeder Wert von %1 steht in %2</translation>
    </message>
    <message numerus="yes">
        <source>%n rows point at nothing</source>
        <translation>
            <numerusform>%n Zeile verweist auf nichts</numerusform>
            <numerusform>%n Zeilen verweisen auf nichts</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not in %1; it may be older than this data.</source>
        <translation>Sie stehen nicht in %1; es ist womöglich älter als diese Daten.</translation>
    </message>
    <message>
        <source>%1 is written in one way</source>
        <translation>%1 ist einheitlich geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%n are no numbers</source>
        <translation>
            <numerusform>%n ist keine Zahl</numerusform>
            <numerusform>%n sind keine Zahlen</numerusform>
        </translation>
    </message>
    <message>
        <source>No %1 begins or ends with a blank</source>
        <translation>Kein Wert von %1 beginnt oder endet mit einem Leerzeichen</translation>
    </message>
    <message numerus="yes">
        <source>%n with a blank at an end</source>
        <translation>
            <numerusform>%n mit Leerzeichen am Rand</numerusform>
            <numerusform>%n mit Leerzeichen am Rand</numerusform>
        </translation>
    </message>
    <message>
        <source>Every %1 is spelled in one way</source>
        <translation>Jeder Wert von %1 ist einheitlich geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%n are spelled differently</source>
        <translation>
            <numerusform>%n ist anders geschrieben</numerusform>
            <numerusform>%n sind anders geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is not the same in every row</source>
        <translation>%1 ist nicht in jeder Zeile gleich</translation>
    </message>
    <message>
        <source>%1 is mostly filled</source>
        <translation>%1 ist meist gefüllt</translation>
    </message>
    <message numerus="yes">
        <source>%n rows are empty</source>
        <translation>
            <numerusform>%n Zeile ist leer</numerusform>
            <numerusform>%n Zeilen sind leer</numerusform>
        </translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>a little</source>
        <translation>ein wenig</translation>
    </message>
    <message>
        <source>somewhat</source>
        <translation>etwas</translation>
    </message>
    <message>
        <source>strongly</source>
        <translation>stark</translation>
    </message>
    <message>
        <source>Probably birth years typed as age.</source>
        <translation>Vermutlich Geburtsjahre, als Alter eingetragen.</translation>
    </message>
    <message>
        <source>Nothing that is counted can be negative; look for returns or typing errors.</source>
        <translation>Was gezählt wird, kann nicht negativ sein; suchen Sie nach Rücksendungen oder Tippfehlern.</translation>
    </message>
    <message>
        <source>They are kept back from every campaign until they are corrected.</source>
        <translation>Sie werden bei jeder Kampagne zurückgehalten, bis sie berichtigt sind.</translation>
    </message>
    <message>
        <source>One campaign writes to an address once, whoever it belongs to.</source>
        <translation>Eine Kampagne schreibt jeder Adresse einmal, wem auch immer sie gehört.</translation>
    </message>
    <message>
        <source>They count in segments but cannot be emailed.</source>
        <translation>Sie zählen in Segmenten mit, können aber nicht angeschrieben werden.</translation>
    </message>
    <message>
        <source>Without a yes they are kept back.</source>
        <translation>Ohne ein Ja werden sie zurückgehalten.</translation>
    </message>
    <message>
        <source>Most of this column has happened already; day and month may be swapped.</source>
        <translation>Das meiste in dieser Spalte ist schon geschehen; womöglich sind Tag und Monat vertauscht.</translation>
    </message>
    <message>
        <source>The others are, so the column was read as text.</source>
        <translation>Die anderen sind es, daher wurde die Spalte als Text gelesen.</translation>
    </message>
    <message>
        <source>A rule that compares whole words does not find them.</source>
        <translation>Eine Regel, die ganze Wörter vergleicht, findet sie nicht.</translation>
    </message>
    <message>
        <source>They differ from a frequent value only in case or blanks.</source>
        <translation>Sie unterscheiden sich von einem häufigen Wert nur in Großschreibung oder Leerzeichen.</translation>
    </message>
    <message>
        <source>The same in every row</source>
        <translation>In jeder Zeile gleich</translation>
    </message>
    <message>
        <source>A column that never differs tells nobody apart.</source>
        <translation>Eine Spalte, die nie anders ist, unterscheidet niemanden.</translation>
    </message>
    <message>
        <source>More than four in five; a rule on it finds few people.</source>
        <translation>Mehr als vier von fünf; eine Regel darauf findet wenige.</translation>
    </message>
    <message>
        <source>looks like</source>
        <translation>sieht aus wie</translation>
    </message>
    <message>
        <source>does not look like</source>
        <translation>sieht nicht aus wie</translation>
    </message>
    <message>
        <source>fits the pattern</source>
        <translation>passt zum Muster</translation>
    </message>
    <message>
        <source>does not fit the pattern</source>
        <translation>passt nicht zum Muster</translation>
    </message>
    <message>
        <source>is there</source>
        <translation>ist vorhanden</translation>
    </message>
    <message>
        <source>is not there</source>
        <translation>ist nicht vorhanden</translation>
    </message>
</context>
<context>
    <name>Definition</name>
    <message>
        <source>within a day of the last opening</source>
        <translation>innerhalb eines Tages nach der letzten Öffnung</translation>
    </message>
    <message>
        <source>within a day of the last click</source>
        <translation>innerhalb eines Tages nach dem letzten Klick</translation>
    </message>
    <message numerus="yes">
        <source>within %n days of the last opening</source>
        <translation>
            <numerusform>innerhalb von %n Tag nach der letzten Öffnung</numerusform>
            <numerusform>innerhalb von %n Tagen nach der letzten Öffnung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>within %n days of the last click</source>
        <translation>
            <numerusform>innerhalb von %n Tag nach dem letzten Klick</numerusform>
            <numerusform>innerhalb von %n Tagen nach dem letzten Klick</numerusform>
        </translation>
    </message>
    <message>
        <source>Purchases %1, in %2</source>
        <extracomment>%1 is &quot;within 7 days of the last click&quot;, %2 a currency</extracomment>
        <translation>Käufe %1, in %2</translation>
    </message>
    <message>
        <source>Purchases %1</source>
        <translation>Käufe %1</translation>
    </message>
    <message>
        <source>People who did %1 %2</source>
        <extracomment>%1 is an event such as &quot;sign up&quot;, %2 is &quot;within 7 days of the last click&quot;</extracomment>
        <translation>Personen mit %1 %2</translation>
    </message>
    <message>
        <source>A purchase is</source>
        <translation>Ein Kauf ist</translation>
    </message>
    <message>
        <source>Its value is in</source>
        <translation>Sein Wert steht in</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>A conversion is</source>
        <translation>Eine Konversion ist</translation>
    </message>
    <message>
        <source>The purchase</source>
        <translation>Der Kauf</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Which email gets the credit?</source>
        <translation>Welcher E-Mail wird der Kauf zugerechnet?</translation>
    </message>
    <message>
        <source>Who agreed to emails</source>
        <translation>Wer E-Mails zugestimmt hat</translation>
    </message>
    <message>
        <source>Words that mean yes</source>
        <translation>Wörter, die Ja bedeuten</translation>
    </message>
</context>
<context>
    <name>GroupWords</name>
    <message>
        <source>Champions</source>
        <translation>Champions</translation>
    </message>
    <message>
        <source>Loyal buyers</source>
        <translation>Treue Käufer</translation>
    </message>
    <message>
        <source>Large orders</source>
        <translation>Große Bestellungen</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>Gefährdete</translation>
    </message>
    <message>
        <source>Occasional buyers</source>
        <translation>Gelegenheitskäufer</translation>
    </message>
    <message numerus="yes">
        <source>%1, about %n purchases</source>
        <translation>
            <numerusform>%1, etwa %n Kauf</numerusform>
            <numerusform>%1, etwa %n Käufe</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 each time</source>
        <translation>%1, jeweils %2</translation>
    </message>
    <message>
        <source>Thank them, show them what is new first, and ask for a review or a recommendation.</source>
        <translation>Danken Sie ihnen, zeigen Sie ihnen Neues zuerst und bitten Sie um eine Bewertung oder eine Empfehlung.</translation>
    </message>
    <message>
        <source>Offer what goes with their last purchase, and something for coming back.</source>
        <translation>Bieten Sie an, was zum letzten Kauf passt, und etwas fürs Wiederkommen.</translation>
    </message>
    <message>
        <source>They buy much at once and rarely. Tell them in good time before the next occasion.</source>
        <translation>Sie kaufen viel auf einmal und selten. Melden Sie sich rechtzeitig vor dem nächsten Anlass.</translation>
    </message>
    <message>
        <source>They have not bought for long. A win-back email with one good reason to return, then leave them in peace.</source>
        <translation>Sie haben lange nichts gekauft. Eine E-Mail zur Rückgewinnung mit einem guten Grund zum Wiederkommen, danach lassen Sie sie in Ruhe.</translation>
    </message>
    <message>
        <source>A small offer for the next purchase, soon after the last one.</source>
        <translation>Ein kleines Angebot für den nächsten Kauf, bald nach dem letzten.</translation>
    </message>
    <message>
        <source>or %1</source>
        <translation>oder %1</translation>
    </message>
    <message>
        <source>No rule was found that says who they are.</source>
        <translation>Es wurde keine Regel gefunden, die sagt, wer sie sind.</translation>
    </message>
    <message>
        <source>The rule finds %1 people: %2 of them are meant (%3). Of the %4 meant it finds %5.</source>
        <translation>Die Regel findet %1 Personen: %2 davon sind gemeint (%3). Von den %4 gemeinten findet sie %5.</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
</context>
<context>
    <name>OverlapPlot</name>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>or</source>
        <translation>oder</translation>
    </message>
    <message>
        <source>without</source>
        <translation>ohne</translation>
    </message>
</context>
<context>
    <name>OverlapSets</name>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>%1 without %2</source>
        <translation>%1 ohne %2</translation>
    </message>
    <message>
        <source>In all: %1</source>
        <translation>In allen: %1</translation>
    </message>
    <message>
        <source>Only in %1</source>
        <translation>Nur in %1</translation>
    </message>
    <message>
        <source>In %1, in no other</source>
        <translation>In %1, in keinem anderen</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>&quot;%1&quot; is no domain with a number; write it like gmail.com 10</source>
        <translation>„%1“ ist keine Domain mit einer Zahl; schreiben Sie sie wie gmail.com 10</translation>
    </message>
    <message>
        <source>Write a domain and a number, like gmail.com 10</source>
        <translation>Schreiben Sie eine Domain und eine Zahl, wie gmail.com 10</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number of emails; write numbers like 50, 100, 200</source>
        <translation>„%1“ ist keine Zahl von E-Mails; schreiben Sie Zahlen wie 50, 100, 200</translation>
    </message>
    <message>
        <source>Write numbers of emails, like 50, 100, 200</source>
        <translation>Schreiben Sie Zahlen von E-Mails, wie 50, 100, 200</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no domain; write it like example.com</source>
        <translation>„%1“ ist keine Domain; schreiben Sie sie wie example.com</translation>
    </message>
</context>
<context>
    <name>ReadyTemplates</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>The first email after somebody joined.</source>
        <translation>Die erste E-Mail, nachdem jemand dazugekommen ist.</translation>
    </message>
    <message>
        <source>Win-back</source>
        <translation>Rückgewinnung</translation>
    </message>
    <message>
        <source>For people who bought once and then stayed away.</source>
        <translation>Für Personen, die einmal gekauft haben und dann wegblieben.</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Geburtstag</translation>
    </message>
    <message>
        <source>On the day itself. Needs the day in your data.</source>
        <translation>Genau am Tag. Braucht den Geburtstag in Ihren Daten.</translation>
    </message>
    <message>
        <source>Loyalty</source>
        <translation>Treue</translation>
    </message>
    <message>
        <source>Where people stand with you, and what they have from it.</source>
        <translation>Wo die Leute bei Ihnen stehen, und was sie davon haben.</translation>
    </message>
    <message>
        <source>Re-permission</source>
        <translation>Erneute Zustimmung</translation>
    </message>
    <message>
        <source>Before you stop writing to people who never answer.</source>
        <translation>Bevor Sie aufhören, Personen zu schreiben, die nie antworten.</translation>
    </message>
    <message>
        <source>Cart</source>
        <translation>Warenkorb</translation>
    </message>
    <message>
        <source>A day after somebody left a full cart.</source>
        <translation>Einen Tag, nachdem jemand einen vollen Warenkorb stehen ließ.</translation>
    </message>
    <message>
        <source>Price drop</source>
        <translation>Preissenkung</translation>
    </message>
    <message>
        <source>When things that people looked at cost less.</source>
        <translation>Wenn etwas günstiger wird, das Personen sich angesehen haben.</translation>
    </message>
    <message>
        <source>Product launch</source>
        <translation>Produkteinführung</translation>
    </message>
    <message>
        <source>One new thing, shown big.</source>
        <translation>Eine Neuheit, groß gezeigt.</translation>
    </message>
    <message>
        <source>Upsell</source>
        <translation>Zusatzverkauf</translation>
    </message>
    <message>
        <source>What goes well with something that was bought.</source>
        <translation>Was gut zu etwas Gekauftem passt.</translation>
    </message>
    <message>
        <source>Renewal</source>
        <translation>Verlängerung</translation>
    </message>
    <message>
        <source>Some weeks before a membership or subscription goes on.</source>
        <translation>Einige Wochen, bevor eine Mitgliedschaft oder ein Abo weiterläuft.</translation>
    </message>
    <message>
        <source>Newsletter</source>
        <translation>Newsletter</translation>
    </message>
    <message>
        <source>Your regular letter, with one long piece and some short ones.</source>
        <translation>Ihr regelmäßiger Brief, mit einem langen Beitrag und einigen kurzen.</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Veranstaltung</translation>
    </message>
    <message>
        <source>An invitation with a day, a place and a programme.</source>
        <translation>Eine Einladung mit Tag, Ort und Programm.</translation>
    </message>
    <message>
        <source>Review request</source>
        <translation>Bitte um Bewertung</translation>
    </message>
    <message>
        <source>Some weeks after a delivery, when the thing has been used.</source>
        <translation>Einige Wochen nach der Lieferung, wenn die Sache in Gebrauch war.</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>Umfrage</translation>
    </message>
    <message>
        <source>One question that people answer in the email itself.</source>
        <translation>Eine Frage, die man gleich in der E-Mail beantwortet.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Right after a payment. People wait for it, nobody has to agree to it.</source>
        <translation>Gleich nach einer Zahlung. Man wartet darauf, niemand muss zustimmen.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>When somebody asked for a new password. Nothing else in it.</source>
        <translation>Wenn jemand ein neues Passwort angefordert hat. Sonst steht nichts darin.</translation>
    </message>
    <message>
        <source>Keeping in touch</source>
        <translation>In Kontakt bleiben</translation>
    </message>
    <message>
        <source>Selling</source>
        <translation>Verkaufen</translation>
    </message>
    <message>
        <source>News and events</source>
        <translation>Neues und Veranstaltungen</translation>
    </message>
    <message>
        <source>Asking</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
</context>
<context>
    <name>RecompiledWords</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. It would break %2, so nothing changes there: %3</source>
        <extracomment>%1 is what was done, %2 names of templates, %3 a sentence that says why</extracomment>
        <translation>%1. %2 würde dadurch fehlerhaft, daher ändert sich dort nichts: %3</translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>Bounces at %1 doubled</source>
        <translation>Rückläufer bei %1 haben sich verdoppelt</translation>
    </message>
    <message>
        <source>%1, before %2. See who they are</source>
        <translation>%1, vorher %2. Sehen Sie, wer es ist</translation>
    </message>
    <message>
        <source>Complaints are near the limit</source>
        <translation>Beschwerden sind nahe der Grenze</translation>
    </message>
    <message>
        <source>%1, sending stops at %2. See who complained</source>
        <translation>%1, bei %2 endet das Senden. Sehen Sie, wer sich beschwert hat</translation>
    </message>
    <message>
        <source>Sending reputation is healthy</source>
        <translation>Der Ruf als Absender ist gut</translation>
    </message>
    <message>
        <source>Complaints %1 of %2</source>
        <translation>Beschwerden %1 von %2</translation>
    </message>
    <message>
        <source>Nothing is sent twice. Look and decide</source>
        <translation>Nichts wird doppelt gesendet. Ansehen und entscheiden</translation>
    </message>
    <message>
        <source>%1 was clicked less than usual</source>
        <translation>%1 wurde seltener angeklickt als üblich</translation>
    </message>
    <message>
        <source>%1 clicked, usual %2. Look at what was different</source>
        <translation>%1 haben geklickt, üblich sind %2. Sehen Sie, was anders war</translation>
    </message>
    <message>
        <source>%1 grew by %2</source>
        <translation>%1 ist um %2 gewachsen</translation>
    </message>
    <message>
        <source>%1 shrank by %2</source>
        <translation>%1 ist um %2 geschrumpft</translation>
    </message>
    <message>
        <source>%1 people now, %2 before</source>
        <translation>jetzt %1 Personen, vorher %2</translation>
    </message>
    <message>
        <source>Shown when bounces at a domain are at least twice as frequent as in the days before, with 10 or more of them among 200 or more emails on both sides, and chance alone would do so less than once in a hundred times.</source>
        <translation>Erscheint, wenn Rückläufer bei einer Domain mindestens doppelt so häufig sind wie in den Tagen davor, bei mindestens 10 davon unter mindestens 200 E-Mails auf beiden Seiten, und wenn der Zufall allein das seltener als einmal in hundert Fällen bewirken würde.</translation>
    </message>
    <message>
        <source>Complaints per delivered email. A warning from half the rate on at which sending stops by itself; shown from 500 delivered emails on.</source>
        <translation>Beschwerden je zugestellter E-Mail. Gewarnt wird ab der Hälfte der Rate, bei der das Senden von selbst endet; gezeigt ab 500 zugestellten E-Mails.</translation>
    </message>
    <message>
        <source>Said when at least 200 emails were delivered two days ago or longer, the share of clicks is less than four fifths of that of the other campaigns of the last 180 days (three or more, with 1,000 delivered emails), and chance alone would do so less than once in a hundred times.</source>
        <translation>Erscheint, wenn vor mindestens zwei Tagen mindestens 200 E-Mails zugestellt wurden, der Anteil der Klicks unter vier Fünfteln von dem der anderen Kampagnen der letzten 180 Tage liegt (mindestens drei, mit 1.000 zugestellten E-Mails) und der Zufall allein das seltener als einmal in hundert Fällen bewirken würde.</translation>
    </message>
    <message>
        <source>Shown when a segment has changed by a fifth or more, and by 50 people or more, since your last visit.</source>
        <translation>Erscheint, wenn sich ein Segment seit Ihrem letzten Besuch um mindestens ein Fünftel und mindestens 50 Personen geändert hat.</translation>
    </message>
    <message>
        <source>Emails whose fate nobody knows: the connection broke before the answer came.</source>
        <translation>E-Mails, deren Verbleib niemand kennt: Die Verbindung brach ab, bevor die Antwort kam.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails of %1 may not have gone out</source>
        <translation>
            <numerusform>%Ln E-Mail von %1 ist womöglich nicht hinausgegangen</numerusform>
            <numerusform>%Ln E-Mails von %1 sind womöglich nicht hinausgegangen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>Practice: no email left this computer; readers and their clicks are made up.</source>
        <translation>Übung: Keine E-Mail hat diesen Computer verlassen; Leser und ihre Klicks sind erfunden.</translation>
    </message>
    <message>
        <source>people</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>%1 of “%2”</source>
        <translation>%1 aus „%2“</translation>
    </message>
    <message>
        <source>Opens and clicks after the send</source>
        <translation>Öffnungen und Klicks nach dem Versand</translation>
    </message>
    <message>
        <source>Opens and clicks per day</source>
        <translation>Öffnungen und Klicks je Tag</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>From sent to the click</source>
        <translation>Vom Senden zum Klick</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Clicks per link</source>
        <translation>Klicks je Link</translation>
    </message>
    <message>
        <source>Did not get it, and why</source>
        <translation>Nicht erhalten, und warum</translation>
    </message>
    <message>
        <source>Clicked %1</source>
        <translation>Hat %1 angeklickt</translation>
    </message>
    <message>
        <source>No earlier days to compare with</source>
        <translation>Keine früheren Tage zum Vergleichen</translation>
    </message>
    <message>
        <source>So far, against as much of %1</source>
        <translation>Bisher, verglichen mit ebenso viel aus %1</translation>
    </message>
    <message>
        <source>Against %1</source>
        <translation>Verglichen mit %1</translation>
    </message>
    <message>
        <source>before: %1</source>
        <translation>vorher: %1</translation>
    </message>
    <message>
        <source>From sent to bought</source>
        <translation>Vom Senden zum Kauf</translation>
    </message>
    <message>
        <source>From sent to clicked</source>
        <translation>Vom Senden zum Klick</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message numerus="yes">
        <source>Started %1 · %Ln people in the audience</source>
        <translation>
            <numerusform>Begonnen %1 · %Ln Empfänger</numerusform>
            <numerusform>Begonnen %1 · %Ln Empfänger</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln purchases</source>
        <translation>
            <numerusform>%Ln Kauf</numerusform>
            <numerusform>%Ln Käufe</numerusform>
        </translation>
    </message>
    <message>
        <source>What the email caused</source>
        <translation>Was die E-Mail bewirkt hat</translation>
    </message>
    <message>
        <source>Revenue caused</source>
        <translation>Bewirkter Umsatz</translation>
    </message>
    <message>
        <source>Orders caused</source>
        <translation>Bewirkte Bestellungen</translation>
    </message>
    <message>
        <source>Meant to get it</source>
        <translation>Sollten sie erhalten</translation>
    </message>
    <message>
        <source>Got nothing, to compare with</source>
        <translation>Bekamen nichts, zum Vergleich</translation>
    </message>
    <message>
        <source>%1: orders</source>
        <translation>%1: Bestellungen</translation>
    </message>
    <message>
        <source>%1: revenue in %2</source>
        <translation>%1: Umsatz in %2</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>vor %n Minute</numerusform>
            <numerusform>vor %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>vor %n Stunde</numerusform>
            <numerusform>vor %n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 pts</source>
        <translation>%1 Pkt.</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Opened by people</source>
        <translation>Von Personen geöffnet</translation>
    </message>
    <message>
        <source>Opened by machines only</source>
        <translation>Nur maschinell geöffnet</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>Klicks</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>Gekauft</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>Käufe</translation>
    </message>
    <message>
        <source>Conversions</source>
        <translation>Zielerreichungen</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Empfänger</translation>
    </message>
</context>
<context>
    <name>Rule</name>
    <message>
        <source>exactly</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>weniger als</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>more than</source>
        <translation>mehr als</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>between</source>
        <translation>zwischen</translation>
    </message>
    <message>
        <source>not between</source>
        <translation>nicht zwischen</translation>
    </message>
    <message>
        <source>is any of</source>
        <translation>ist eines von</translation>
    </message>
    <message>
        <source>is none of</source>
        <translation>ist keines von</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>does not contain</source>
        <translation>enthält nicht</translation>
    </message>
    <message>
        <source>starts with</source>
        <translation>beginnt mit</translation>
    </message>
    <message>
        <source>does not start with</source>
        <translation>beginnt nicht mit</translation>
    </message>
    <message>
        <source>ends with</source>
        <translation>endet mit</translation>
    </message>
    <message>
        <source>does not end with</source>
        <translation>endet nicht mit</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>is filled</source>
        <translation>ist gefüllt</translation>
    </message>
    <message>
        <source>is yes</source>
        <translation>ist ja</translation>
    </message>
    <message>
        <source>is no</source>
        <translation>ist nein</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vor</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>on</source>
        <translation>am</translation>
    </message>
    <message>
        <source>not on</source>
        <translation>nicht am</translation>
    </message>
    <message>
        <source>times</source>
        <translation>Mal</translation>
    </message>
    <message>
        <source>sum of</source>
        <translation>Summe von</translation>
    </message>
    <message>
        <source>average of</source>
        <translation>Durchschnitt von</translation>
    </message>
    <message>
        <source>lowest</source>
        <translation>niedrigster Wert von</translation>
    </message>
    <message>
        <source>highest</source>
        <translation>höchster Wert von</translation>
    </message>
    <message>
        <source>different</source>
        <translation>verschiedene</translation>
    </message>
    <message>
        <source>minute</source>
        <translation>Minute</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tagen</translation>
    </message>
    <message>
        <source>week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>months</source>
        <translation>Monaten</translation>
    </message>
    <message>
        <source>year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>years</source>
        <translation>Jahren</translation>
    </message>
    <message>
        <source>at any time</source>
        <translation>jederzeit</translation>
    </message>
    <message>
        <source>in the last</source>
        <translation>in den letzten</translation>
    </message>
    <message>
        <source>longer ago than</source>
        <translation>vor mehr als</translation>
    </message>
    <message>
        <source>in the next</source>
        <translation>in den nächsten</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>kein</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>no %1</source>
        <translation>ohne %1</translation>
    </message>
    <message>
        <source>first</source>
        <translation>erste</translation>
    </message>
    <message>
        <source>last</source>
        <translation>letzte</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>none of: </source>
        <translation>keines von: </translation>
    </message>
    <message>
        <source>not: </source>
        <translation>nicht: </translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>What people did</source>
        <translation>Was Personen getan haben</translation>
    </message>
    <message>
        <source>What is known of them</source>
        <translation>Was über sie bekannt ist</translation>
    </message>
    <message>
        <source>did or did not</source>
        <translation>hat oder hat nicht</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>zuletzt %1</translation>
    </message>
    <message>
        <source>how long ago</source>
        <translation>wie lange her</translation>
    </message>
    <message>
        <source>looks like</source>
        <translation>sieht aus wie</translation>
    </message>
    <message>
        <source>does not look like</source>
        <translation>sieht nicht aus wie</translation>
    </message>
    <message>
        <source>fits the pattern</source>
        <translation>passt zum Muster</translation>
    </message>
    <message>
        <source>does not fit the pattern</source>
        <translation>passt nicht zum Muster</translation>
    </message>
    <message>
        <source>in the calendar</source>
        <translation>im Kalender</translation>
    </message>
    <message>
        <source>with an anniversary in the last</source>
        <translation>mit Jahrestag in den letzten</translation>
    </message>
    <message>
        <source>with an anniversary in the next</source>
        <translation>mit Jahrestag in den nächsten</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>day %1 from today</source>
        <translation>Tag %1 ab heute</translation>
    </message>
    <message>
        <source>this week</source>
        <translation>diese Woche</translation>
    </message>
    <message>
        <source>last week</source>
        <translation>letzte Woche</translation>
    </message>
    <message>
        <source>next week</source>
        <translation>nächste Woche</translation>
    </message>
    <message>
        <source>week %1 from this one</source>
        <translation>Woche %1 ab dieser</translation>
    </message>
    <message>
        <source>this month</source>
        <translation>diesen Monat</translation>
    </message>
    <message>
        <source>last month</source>
        <translation>letzten Monat</translation>
    </message>
    <message>
        <source>next month</source>
        <translation>nächsten Monat</translation>
    </message>
    <message>
        <source>month %1 from this one</source>
        <translation>Monat %1 ab diesem</translation>
    </message>
    <message>
        <source>this quarter</source>
        <translation>dieses Quartal</translation>
    </message>
    <message>
        <source>last quarter</source>
        <translation>letztes Quartal</translation>
    </message>
    <message>
        <source>next quarter</source>
        <translation>nächstes Quartal</translation>
    </message>
    <message>
        <source>quarter %1 from this one</source>
        <translation>Quartal %1 ab diesem</translation>
    </message>
    <message>
        <source>this year</source>
        <translation>dieses Jahr</translation>
    </message>
    <message>
        <source>last year</source>
        <translation>letztes Jahr</translation>
    </message>
    <message>
        <source>next year</source>
        <translation>nächstes Jahr</translation>
    </message>
    <message>
        <source>year %1 from this one</source>
        <translation>Jahr %1 ab diesem</translation>
    </message>
    <message>
        <source>length of %1</source>
        <translation>Länge von %1</translation>
    </message>
    <message>
        <source>domain of %1</source>
        <translation>Domain von %1</translation>
    </message>
    <message>
        <source>hour of %1</source>
        <translation>Stunde von %1</translation>
    </message>
    <message>
        <source>weekday of %1</source>
        <translation>Wochentag von %1</translation>
    </message>
    <message>
        <source>day of the month of %1</source>
        <translation>Tag im Monat von %1</translation>
    </message>
    <message>
        <source>month of %1</source>
        <translation>Monat von %1</translation>
    </message>
    <message>
        <source>year of %1</source>
        <translation>Jahr von %1</translation>
    </message>
    <message>
        <source>(in the time zone of %1)</source>
        <translation>(in der Zeitzone aus %1)</translation>
    </message>
    <message>
        <source>at least once</source>
        <translation>mindestens einmal</translation>
    </message>
    <message>
        <source>over %1 ago</source>
        <translation>vor über %1</translation>
    </message>
    <message>
        <source>in the next %1</source>
        <translation>in den nächsten %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>binnen %1</translation>
    </message>
    <message>
        <source>is there</source>
        <translation>ist vorhanden</translation>
    </message>
    <message>
        <source>is not there</source>
        <translation>ist nicht vorhanden</translation>
    </message>
    <message>
        <source>(all of them)</source>
        <translation>(alle Werte)</translation>
    </message>
    <message>
        <source>(none of them)</source>
        <translation>(kein Wert)</translation>
    </message>
    <message>
        <source>What came of emails</source>
        <translation>Was aus E-Mails wurde</translation>
    </message>
    <message>
        <source>Consent to %1</source>
        <translation>Zustimmung zu %1</translation>
    </message>
    <message>
        <source>given, taken back or not known</source>
        <translation>erteilt, widerrufen oder unbekannt</translation>
    </message>
    <message>
        <source>Can be emailed</source>
        <translation>Anschreibbar</translation>
    </message>
    <message>
        <source>Blocked address</source>
        <translation>Gesperrte Adresse</translation>
    </message>
    <message>
        <source>stored list</source>
        <translation>gespeicherte Liste</translation>
    </message>
    <message>
        <source>get sent an email</source>
        <translation>eine E-Mail gesendet bekommen</translation>
    </message>
    <message>
        <source>receive an email</source>
        <translation>eine E-Mail erhalten</translation>
    </message>
    <message>
        <source>open an email</source>
        <translation>eine E-Mail öffnen</translation>
    </message>
    <message>
        <source>click in an email</source>
        <translation>in einer E-Mail klicken</translation>
    </message>
    <message>
        <source>open or click an email</source>
        <translation>eine E-Mail öffnen oder anklicken</translation>
    </message>
    <message>
        <source>have an email bounce</source>
        <translation>eine unzustellbare E-Mail haben</translation>
    </message>
    <message>
        <source>call an email spam</source>
        <translation>eine E-Mail als Spam melden</translation>
    </message>
    <message>
        <source>unsubscribe in an email</source>
        <translation>sich in einer E-Mail abmelden</translation>
    </message>
    <message>
        <source>convert after an email</source>
        <translation>nach einer E-Mail konvertieren</translation>
    </message>
    <message>
        <source>did not</source>
        <translation>nicht</translation>
    </message>
    <message>
        <source>did first</source>
        <translation>erstmals</translation>
    </message>
    <message>
        <source>did last</source>
        <translation>zuletzt</translation>
    </message>
    <message>
        <source>did</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>by a machine</source>
        <translation>durch eine Maschine</translation>
    </message>
    <message>
        <source>by a person or a machine</source>
        <translation>durch Mensch oder Maschine</translation>
    </message>
    <message>
        <source>for good</source>
        <translation>endgültig</translation>
    </message>
    <message>
        <source>for now</source>
        <translation>vorerst</translation>
    </message>
    <message>
        <source>campaign %1</source>
        <translation>Kampagne %1</translation>
    </message>
    <message>
        <source>template %1</source>
        <translation>Vorlage %1</translation>
    </message>
    <message>
        <source>topic %1</source>
        <translation>Thema %1</translation>
    </message>
    <message>
        <source>%1 emails</source>
        <translation>%1 E-Mails</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1-mal</translation>
    </message>
    <message>
        <source>%1 campaigns</source>
        <translation>%1 Kampagnen</translation>
    </message>
    <message>
        <source>%1 links</source>
        <translation>%1 Links</translation>
    </message>
    <message>
        <source>was taken back</source>
        <translation>wurde widerrufen</translation>
    </message>
    <message>
        <source>is not known</source>
        <translation>ist unbekannt</translation>
    </message>
    <message>
        <source>is given</source>
        <translation>ist erteilt</translation>
    </message>
    <message>
        <source>List %1</source>
        <translation>Liste %1</translation>
    </message>
    <message>
        <source>Found by a query</source>
        <translation>Durch eine Abfrage gefunden</translation>
    </message>
    <message>
        <source>Computed values</source>
        <translation>Berechnete Merkmale</translation>
    </message>
    <message>
        <source>Where they stand</source>
        <translation>Wo sie stehen</translation>
    </message>
    <message>
        <source>One thing followed by another</source>
        <translation>Erst das eine, dann das andere</translation>
    </message>
    <message>
        <source>or not followed</source>
        <translation>oder dann nicht</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Besuche</translation>
    </message>
    <message>
        <source>how many, how long</source>
        <translation>wie viele, wie lange</translation>
    </message>
    <message>
        <source>what belongs to them</source>
        <translation>was zu ihnen gehört</translation>
    </message>
    <message>
        <source>Recency, frequency, spend</source>
        <translation>Aktualität, Häufigkeit, Ausgaben</translation>
    </message>
    <message>
        <source>champions, at risk, lost</source>
        <translation>Champions, Gefährdete, Verlorene</translation>
    </message>
    <message>
        <source>The top or the last ones</source>
        <translation>Die obersten oder untersten</translation>
    </message>
    <message>
        <source>by a figure</source>
        <translation>nach einer Zahl</translation>
    </message>
    <message>
        <source>Random share</source>
        <translation>Zufälliger Anteil</translation>
    </message>
    <message>
        <source>always the same people</source>
        <translation>immer dieselben Personen</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>in another one or not</source>
        <translation>in einem anderen oder nicht</translation>
    </message>
    <message>
        <source>New computed value…</source>
        <translation>Neues berechnetes Merkmal …</translation>
    </message>
    <message>
        <source>e.g. spent in total</source>
        <translation>z. B. insgesamt ausgegeben</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>irgendetwas</translation>
    </message>
    <message>
        <source>%1 where %2</source>
        <translation>%1, wobei %2</translation>
    </message>
    <message>
        <source>the top %1 by %2</source>
        <translation>die obersten %1 nach %2</translation>
    </message>
    <message>
        <source>the last %1 by %2</source>
        <translation>die untersten %1 nach %2</translation>
    </message>
    <message>
        <source>between %1 % and %2 % of all by %3</source>
        <translation>zwischen %1 % und %2 % von allen nach %3</translation>
    </message>
    <message>
        <source>%1 within %2</source>
        <translation>%1 innerhalb von %2</translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1, dann %2</translation>
    </message>
    <message>
        <source>%1, all within %2</source>
        <translation>%1, alles innerhalb von %2</translation>
    </message>
    <message>
        <source>%1 (stopped at step %2)</source>
        <translation>%1 (bei Schritt %2 aufgehört)</translation>
    </message>
    <message>
        <source>%1 (reached step %2)</source>
        <translation>%1 (Schritt %2 erreicht)</translation>
    </message>
    <message>
        <source>any of %1</source>
        <translation>mit Einträgen in %1</translation>
    </message>
    <message>
        <source>none of %1</source>
        <translation>ohne Einträge in %1</translation>
    </message>
    <message>
        <source>all of %1: %2</source>
        <translation>alle Einträge in %1: %2</translation>
    </message>
    <message>
        <source>the last of %1: %2</source>
        <translation>letzter Eintrag in %1: %2</translation>
    </message>
    <message>
        <source>the first of %1: %2</source>
        <translation>erster Eintrag in %1: %2</translation>
    </message>
    <message>
        <source>number of %1</source>
        <translation>Anzahl von %1</translation>
    </message>
    <message>
        <source>number of visits</source>
        <translation>Anzahl der Besuche</translation>
    </message>
    <message>
        <source>all visits together, in minutes</source>
        <translation>alle Besuche zusammen, in Minuten</translation>
    </message>
    <message>
        <source>longest visit, in minutes</source>
        <translation>längster Besuch, in Minuten</translation>
    </message>
    <message>
        <source>shortest visit, in minutes</source>
        <translation>kürzester Besuch, in Minuten</translation>
    </message>
    <message>
        <source>average visit, in minutes</source>
        <translation>durchschnittlicher Besuch, in Minuten</translation>
    </message>
    <message>
        <source>Champions</source>
        <translation>Champions</translation>
    </message>
    <message>
        <source>Promising</source>
        <translation>Vielversprechende</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neue</translation>
    </message>
    <message>
        <source>Loyal</source>
        <translation>Treue</translation>
    </message>
    <message>
        <source>Need attention</source>
        <translation>Brauchen Zuwendung</translation>
    </message>
    <message>
        <source>About to fall asleep</source>
        <translation>Schlafen bald ein</translation>
    </message>
    <message>
        <source>Not to be lost</source>
        <translation>Nicht verlieren</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>Gefährdete</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>Eingeschlafene</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verlorene</translation>
    </message>
    <message>
        <source>bought lately</source>
        <translation>kürzlich gekauft</translation>
    </message>
    <message>
        <source>not that lately</source>
        <translation>schon etwas her</translation>
    </message>
    <message>
        <source>long ago</source>
        <translation>lange her</translation>
    </message>
    <message>
        <source>longest ago</source>
        <translation>am längsten her</translation>
    </message>
    <message>
        <source>much</source>
        <translation>viel</translation>
    </message>
    <message>
        <source>some</source>
        <translation>einiges</translation>
    </message>
    <message>
        <source>little</source>
        <translation>wenig</translation>
    </message>
    <message>
        <source>recency</source>
        <translation>Aktualität</translation>
    </message>
    <message>
        <source>frequency</source>
        <translation>Häufigkeit</translation>
    </message>
    <message>
        <source>spend</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>a random %1</source>
        <translation>zufällige %1</translation>
    </message>
    <message>
        <source>first %1: %2</source>
        <translation>zuerst %1: %2</translation>
    </message>
    <message>
        <source>last %1: %2</source>
        <translation>zuletzt %1: %2</translation>
    </message>
    <message>
        <source>%1 %2 times since the first %3</source>
        <translation>%1 %2 Mal seit dem ersten Mal %3</translation>
    </message>
    <message>
        <source>%1 %2 times since the last %3</source>
        <translation>%1 %2 Mal seit dem letzten Mal %3</translation>
    </message>
    <message>
        <source>%1, for at least %2</source>
        <translation>%1, seit mindestens %2</translation>
    </message>
    <message>
        <source>%1, for less than %2</source>
        <translation>%1, seit weniger als %2</translation>
    </message>
    <message>
        <source>Listed by their key</source>
        <translation>Mit ihrem Schlüssel aufgeführt</translation>
    </message>
    <message>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <source>Spent in total</source>
        <translation>Insgesamt ausgegeben</translation>
    </message>
    <message>
        <source>in a time</source>
        <translation>in einem Zeitraum</translation>
    </message>
    <message>
        <source>spent %1 %2 %3 %4</source>
        <translation>%1 %2 %3 %4 ausgegeben</translation>
    </message>
    <message>
        <source>Spent %1 %2 %3</source>
        <translation>Ausgegeben %1 %2 %3</translation>
    </message>
</context>
<context>
    <name>SegmentKeys</name>
    <message>
        <source>Rules of a segment</source>
        <translation>Regeln eines Segments</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>Insert a condition into the text</source>
        <translation>Bedingung in den Text einfügen</translation>
    </message>
    <message>
        <source>Move the rule up</source>
        <translation>Regel nach oben verschieben</translation>
    </message>
    <message>
        <source>Move the rule down</source>
        <translation>Regel nach unten verschieben</translation>
    </message>
    <message>
        <source>Move the rule out of its group</source>
        <translation>Regel aus ihrer Gruppe nehmen</translation>
    </message>
    <message>
        <source>Move the rule into a group</source>
        <translation>Regel in eine Gruppe verschieben</translation>
    </message>
    <message>
        <source>Remove the rule</source>
        <translation>Regel entfernen</translation>
    </message>
    <message>
        <source>Raise or lower a number by one, with Shift by ten</source>
        <translation>Zahl um eins erhöhen oder senken, mit Umschalt um zehn</translation>
    </message>
    <message>
        <source>Raise or lower a number by ten, with Shift by a hundred</source>
        <translation>Zahl um zehn erhöhen oder senken, mit Umschalt um hundert</translation>
    </message>
    <message>
        <source>Overlap of segments</source>
        <translation>Überschneidung von Segmenten</translation>
    </message>
    <message>
        <source>Show the people</source>
        <translation>Personen zeigen</translation>
    </message>
    <message>
        <source>Take the set out of the picture</source>
        <translation>Menge aus dem Bild nehmen</translation>
    </message>
    <message>
        <source>From set to set and from column to column</source>
        <translation>Von Menge zu Menge und von Spalte zu Spalte</translation>
    </message>
    <message>
        <source>To the first and the last one</source>
        <translation>Zum ersten und letzten</translation>
    </message>
    <message>
        <source>Unite, intersect or subtract the set, or make it a segment</source>
        <translation>Menge vereinigen, schneiden, abziehen oder als Segment speichern</translation>
    </message>
    <message>
        <source>A segment over time</source>
        <translation>Ein Segment im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Show the people of the day</source>
        <translation>Personen des Tages zeigen</translation>
    </message>
    <message>
        <source>Take the other one of the two days</source>
        <translation>Den anderen der beiden Tage nehmen</translation>
    </message>
    <message>
        <source>Move the day</source>
        <translation>Tag verschieben</translation>
    </message>
    <message>
        <source>To the first and the last day</source>
        <translation>Zum ersten und letzten Tag</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>The audit log does not continue the head over {size} entries that was kept elsewhere; it was replaced or cut off.</source>
        <translation>Das Protokoll setzt den Stand über {size} Einträge nicht fort, der anderswo aufbewahrt wurde; es wurde ersetzt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>The audit log once had {expected} entries and now has {found}; somebody cut its end off.</source>
        <translation>Das Protokoll hatte einmal {expected} Einträge und hat jetzt {found}; jemand hat sein Ende abgeschnitten.</translation>
    </message>
    <message>
        <source>Entry {number} of the audit log was changed after it was written; somebody edited the file.</source>
        <translation>Eintrag {number} des Protokolls wurde nachträglich geändert; jemand hat die Datei bearbeitet.</translation>
    </message>
    <message>
        <source>Entry {number} of the audit log is missing; somebody edited the file.</source>
        <translation>Eintrag {number} des Protokolls fehlt; jemand hat die Datei bearbeitet.</translation>
    </message>
    <message>
        <source>The key {path} that signs the audit log is damaged; restore it from a backup, or remove it to sign with a new key from now on.</source>
        <translation>Der Schlüssel {path}, der das Protokoll signiert, ist beschädigt; stellen Sie ihn aus einer Sicherung wieder her oder entfernen Sie ihn, um künftig mit einem neuen zu signieren.</translation>
    </message>
    <message>
        <source>Other users may read the key {path} that signs the audit log; take their permissions away (chmod 600) and open the workspace again.</source>
        <translation>Andere Benutzer können den Schlüssel {path} lesen, der das Protokoll signiert; entziehen Sie ihnen die Rechte (chmod 600) und öffnen Sie den Arbeitsbereich erneut.</translation>
    </message>
    <message>
        <source>The personal part of entry {number} of the audit log was changed after it was written; somebody edited the file.</source>
        <translation>Der persönliche Teil von Eintrag {number} des Protokolls wurde nachträglich geändert; jemand hat die Datei bearbeitet.</translation>
    </message>
    <message>
        <source>The campaign &quot;{name}&quot; has already been started; look at its status, or make a copy to send it again.</source>
        <translation>Die Kampagne „{name}“ wurde bereits gestartet; sehen Sie sich ihren Stand an oder legen Sie eine Kopie an, um sie erneut zu senden.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is not a time; write it like 2026-12-01T09:00.</source>
        <translation>„{text}“ ist keine Zeitangabe; schreiben Sie sie wie 2026-12-01T09:00.</translation>
    </message>
    <message>
        <source>This campaign was made by a newer version of the program (format {version}); update Audience-Sync to open it.</source>
        <translation>Diese Kampagne stammt aus einer neueren Version des Programms (Format {version}); aktualisieren Sie Audience-Sync, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>Nothing about {person} is in doubt in this campaign; look at its log for who is.</source>
        <translation>Bei {person} ist in dieser Kampagne nichts ungeklärt; sehen Sie im Verlauf nach, bei wem.</translation>
    </message>
    <message>
        <source>The saved campaign is damaged; restore a backup of the workspace.</source>
        <translation>Die gespeicherte Kampagne ist beschädigt; stellen Sie eine Sicherung des Arbeitsbereichs wieder her.</translation>
    </message>
    <message>
        <source>The campaign &quot;{name}&quot; is not scheduled, so there is nothing to take back.</source>
        <translation>Die Kampagne „{name}“ ist nicht geplant, daher gibt es nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>The campaign {id} has not been started yet; send it first.</source>
        <translation>Die Kampagne {id} wurde noch nicht gestartet; senden Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The campaign &quot;{name}&quot; is scheduled and stays as it was looked at; take it back to change it.</source>
        <translation>Die Kampagne „{name}“ ist geplant und bleibt, wie sie geprüft wurde; nehmen Sie sie zurück, um sie zu ändern.</translation>
    </message>
    <message>
        <source>Say what you know: --was-sent or --send-again.</source>
        <translation>Sagen Sie, was Sie wissen: --was-sent oder --send-again.</translation>
    </message>
    <message>
        <source>Say whom it is about: --person ADDRESS or --all.</source>
        <translation>Sagen Sie, um wen es geht: --person ADRESSE oder --all.</translation>
    </message>
    <message>
        <source>The campaign is being sent; stop it before you remove it.</source>
        <translation>Die Kampagne wird gerade gesendet; stoppen Sie sie, bevor Sie sie entfernen.</translation>
    </message>
    <message>
        <source>Stopped. Nothing that was not finished has been kept.</source>
        <translation>Gestoppt. Was noch nicht fertig war, wurde nicht behalten.</translation>
    </message>
    <message>
        <source>{reachable} of the {count} people in &quot;{segment}&quot; can be emailed.</source>
        <translation>{reachable} der {count} Personen in „{segment}“ können angeschrieben werden.</translation>
    </message>
    <message>
        <source>The connection &quot;{connection}&quot; works.</source>
        <translation>Die Verbindung „{connection}“ funktioniert.</translation>
    </message>
    <message>
        <source>The template &quot;{template}&quot; is complete.</source>
        <translation>Die Vorlage „{template}“ ist vollständig.</translation>
    </message>
    <message>
        <source>The data record no consent; the legal basis you gave is used and stands in the audit log.</source>
        <translation>Die Daten enthalten keine Einwilligung; es gilt die von Ihnen genannte Rechtsgrundlage, sie steht im Protokoll.</translation>
    </message>
    <message>
        <source>There is no Amazon SES connection &quot;{connection}&quot;; add it or choose another.</source>
        <translation>Es gibt keine Amazon-SES-Verbindung „{connection}“; legen Sie sie an oder wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>&quot;{connection}&quot; names no configuration set, so Amazon SES reports no deliveries, bounces or clicks; add it to the connection.</source>
        <translation>„{connection}“ nennt keinen Konfigurationssatz, daher meldet Amazon SES keine Zustellungen, Rückläufer oder Klicks; ergänzen Sie ihn in der Verbindung.</translation>
    </message>
    <message>
        <source>&quot;{dataset}&quot; records no consent; say once why you may email these people (--legal-basis).</source>
        <translation>„{dataset}“ enthält keine Einwilligung; geben Sie einmal an, warum Sie diese Personen anschreiben dürfen (--legal-basis).</translation>
    </message>
    <message>
        <source>&quot;{connection}&quot; lets people unsubscribe by email only; large mailboxes expect a one-click web address.</source>
        <translation>Bei „{connection}“ kann man sich nur per E-Mail abmelden; große Postfächer erwarten eine Webadresse, die mit einem Klick abmeldet.</translation>
    </message>
    <message>
        <source>The email does not show your postal address, which many countries require; add {{ postal_address }}.</source>
        <translation>Die E-Mail nennt Ihre Postanschrift nicht, die viele Länder verlangen; fügen Sie {{ postal_address }} ein.</translation>
    </message>
    <message>
        <source>Nobody is in the segment &quot;{segment}&quot;; choose another segment or change its rule.</source>
        <translation>Im Segment „{segment}“ ist niemand; wählen Sie ein anderes Segment oder ändern Sie seine Regel.</translation>
    </message>
    <message>
        <source>None of the {count} people in &quot;{segment}&quot; may be emailed; look at the reasons in the segment.</source>
        <translation>Keine der {count} Personen in „{segment}“ darf angeschrieben werden; sehen Sie sich die Gründe im Segment an.</translation>
    </message>
    <message>
        <source>This workspace wants campaigns approved before they are sent; have it approved.</source>
        <translation>In diesem Arbeitsbereich müssen Kampagnen vor dem Senden freigegeben werden; lassen Sie sie freigeben.</translation>
    </message>
    <message>
        <source>Practice mode: no email leaves this computer.</source>
        <translation>Übungsmodus: Keine E-Mail verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Amazon SES has switched sending off for &quot;{connection}&quot;; look at the account there.</source>
        <translation>Amazon SES hat das Senden für „{connection}“ abgeschaltet; sehen Sie dort im Konto nach.</translation>
    </message>
    <message>
        <source>&quot;{connection}&quot; is in Amazon&apos;s own SES sandbox: only verified addresses are reached. Ask Amazon for production access.</source>
        <translation>„{connection}“ liegt in Amazons eigener SES-Testumgebung: Nur bestätigte Adressen werden erreicht. Beantragen Sie bei Amazon den Produktivzugang.</translation>
    </message>
    <message>
        <source>The time it should start has passed; choose a later one, or send it now.</source>
        <translation>Der gewählte Beginn ist schon vorbei; wählen Sie eine spätere Zeit oder senden Sie jetzt.</translation>
    </message>
    <message>
        <source>Part of the data set &quot;{dataset}&quot; is damaged (chunk {chunk}: {reason}); restore a backup of the workspace or import the data set again.</source>
        <translation>Ein Teil der Tabelle „{dataset}“ ist beschädigt (Block {chunk}: {reason}); stellen Sie eine Sicherung des Arbeitsbereichs wieder her oder importieren Sie die Tabelle erneut.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is not a date or time; write it like 2026-11-21 or 2026-11-21T09:00:00Z.</source>
        <translation>„{value}“ ist kein Datum und keine Uhrzeit; schreiben Sie es wie 2026-11-21 oder 2026-11-21T09:00:00Z.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read; check its name and permissions.</source>
        <translation>Die Datei {path} kann nicht gelesen werden; prüfen Sie Namen und Zugriffsrechte.</translation>
    </message>
    <message>
        <source>No rule was given; name a file, or pass --text &quot;...&quot; or --id ID.</source>
        <translation>Es wurde keine Regel angegeben; nennen Sie eine Datei oder übergeben Sie --text &quot;...&quot; oder --id ID.</translation>
    </message>
    <message>
        <source>No workspace was named; pass --workspace FILE or set AUDIENCE_WORKSPACE.</source>
        <translation>Es wurde kein Arbeitsbereich genannt; übergeben Sie --workspace DATEI oder setzen Sie AUDIENCE_WORKSPACE.</translation>
    </message>
    <message>
        <source>The output could not be written; check the disk and the program that reads it.</source>
        <translation>Die Ausgabe konnte nicht geschrieben werden; prüfen Sie den Datenträger und das Programm, das sie liest.</translation>
    </message>
    <message>
        <source>{reason}; see {command} --help.</source>
        <translation>{reason}; siehe {command} --help.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; does not say how people unsubscribe; use url:https://..., ses-list:NAME or mailto:ADDRESS.</source>
        <translation>„{value}“ sagt nicht, wie man sich abmeldet; verwenden Sie url:https://..., ses-list:NAME oder mailto:ADRESSE.</translation>
    </message>
    <message>
        <source>The keys of {name} come from {credentials}, not from the keychain, so nothing was stored. Set the connection&apos;s credentials to keychain first.</source>
        <translation>Die Schlüssel von {name} kommen aus {credentials} und nicht aus dem Schlüsselbund, deshalb wurde nichts gespeichert. Stellen Sie die Zugangsdaten der Verbindung zuerst auf den Schlüsselbund um.</translation>
    </message>
    <message>
        <source>There is a connection called &quot;{name}&quot; already; choose another name for this one.</source>
        <translation>Es gibt schon eine Verbindung „{name}“; wählen Sie für diese einen anderen Namen.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is the name of practice mode and cannot be used for a connection; choose another name.</source>
        <translation>„{name}“ ist der Name des Übungsmodus und kann keine Verbindung bezeichnen; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is no connection &quot;{name}&quot;; check the name or list the connections.</source>
        <translation>Es gibt keine Verbindung „{name}“; prüfen Sie den Namen oder lassen Sie die Verbindungen auflisten.</translation>
    </message>
    <message>
        <source>A consent must be granted or withdrawn; state which one.</source>
        <translation>Eine Einwilligung wird erteilt oder widerrufen; geben Sie an, was gilt.</translation>
    </message>
    <message>
        <source>The file {path} cannot be written; check the folder, its permissions and the free space.</source>
        <translation>Die Datei {path} kann nicht geschrieben werden; prüfen Sie den Ordner, seine Zugriffsrechte und den freien Platz.</translation>
    </message>
    <message>
        <source>The file {path} is the workspace itself; choose another name.</source>
        <translation>Die Datei {path} ist der Arbeitsbereich selbst; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is nobody in this workspace yet; import a file with --role profiles first.</source>
        <translation>In diesem Arbeitsbereich ist noch niemand; importieren Sie zuerst eine Datei mit --role profiles.</translation>
    </message>
    <message>
        <source>There is nobody with the key &quot;{key}&quot;; check the key.</source>
        <translation>Es gibt niemanden mit dem Schlüssel „{key}“; prüfen Sie den Schlüssel.</translation>
    </message>
    <message>
        <source>&quot;{dataset}&quot; has no column &quot;{column}&quot;; choose one of its columns.</source>
        <translation>„{dataset}“ hat keine Spalte „{column}“; wählen Sie eine der vorhandenen.</translation>
    </message>
    <message>
        <source>The description of the data set &quot;{dataset}&quot; is damaged; restore a backup of the workspace.</source>
        <translation>Die Beschreibung der Tabelle „{dataset}“ ist beschädigt; stellen Sie eine Sicherung des Arbeitsbereichs wieder her.</translation>
    </message>
    <message>
        <source>The field &quot;{field}&quot; of &quot;{dataset}&quot; holds {expected}, but the new rows hold {found}; import it as {expected} or replace the data set.</source>
        <translation>Das Feld „{field}“ von „{dataset}“ enthält {expected}, die neuen Zeilen aber {found}; importieren Sie es als {expected} oder ersetzen Sie die Tabelle.</translation>
    </message>
    <message>
        <source>&quot;{dataset}&quot; has no field named &quot;{field}&quot;; choose one of its fields.</source>
        <translation>„{dataset}“ hat kein Feld „{field}“; wählen Sie eines der vorhandenen.</translation>
    </message>
    <message>
        <source>The import into &quot;{dataset}&quot; was given up by another process because it showed no sign of life; nothing was changed, please import again.</source>
        <translation>Der Import in „{dataset}“ wurde von einem anderen Prozess aufgegeben, weil er kein Lebenszeichen gab; nichts wurde geändert, bitte importieren Sie erneut.</translation>
    </message>
    <message>
        <source>&quot;{dataset}&quot; is being imported right now, and one import runs at a time; wait until it has finished and try again.</source>
        <translation>In „{dataset}“ wird gerade importiert, und es läuft immer nur ein Import; warten Sie, bis er fertig ist, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Rows of &quot;{dataset}&quot; are identified by &quot;{expected}&quot;, not by &quot;{found}&quot;; use the same key or replace the data set.</source>
        <translation>Die Zeilen von „{dataset}“ werden durch „{expected}“ bestimmt, nicht durch „{found}“; verwenden Sie denselben Schlüssel oder ersetzen Sie die Tabelle.</translation>
    </message>
    <message>
        <source>Row {row} for &quot;{dataset}&quot; has no key; rows without a key cannot be imported.</source>
        <translation>Zeile {row} für „{dataset}“ hat keinen Schlüssel; Zeilen ohne Schlüssel können nicht importiert werden.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; cannot be the name of a data set or field ({reason}); choose another name.</source>
        <translation>„{name}“ kann keine Tabelle und kein Feld bezeichnen ({reason}); wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>&quot;{dataset}&quot; needs a field that identifies each row; choose one, or append the rows instead of updating.</source>
        <translation>„{dataset}“ braucht ein Feld, das jede Zeile bestimmt; wählen Sie eines oder hängen Sie die Zeilen an, statt zu aktualisieren.</translation>
    </message>
    <message>
        <source>&quot;{dataset}&quot; exists with another role (people, events or table); choose another name or replace the data set.</source>
        <translation>„{dataset}“ gibt es schon in einer anderen Rolle (Personen, Ereignisse oder Tabelle); wählen Sie einen anderen Namen oder ersetzen Sie die Tabelle.</translation>
    </message>
    <message>
        <source>The data set &quot;{dataset}&quot; changed while it was being read; please try again.</source>
        <translation>Die Tabelle „{dataset}“ hat sich beim Lesen geändert; bitte versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>There is no data set named &quot;{dataset}&quot; in this workspace; check the name.</source>
        <translation>In diesem Arbeitsbereich gibt es keine Tabelle „{dataset}“; prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no way to give an email the credit; write last_click or last_open.</source>
        <translation>„{value}“ ist keine Art, einer E-Mail einen Kauf zuzurechnen; schreiben Sie last_click oder last_open.</translation>
    </message>
    <message>
        <source>&quot;{currency}&quot; is no currency; write its three letters, such as EUR or USD.</source>
        <translation>„{currency}“ ist keine Währung; schreiben Sie ihre drei Buchstaben, etwa EUR oder USD.</translation>
    </message>
    <message>
        <source>An email cannot be given the credit for {days} days; choose 1 to {most}.</source>
        <translation>Einer E-Mail kann man Käufe nicht {days} Tage lang zurechnen; wählen Sie 1 bis {most}.</translation>
    </message>
    <message>
        <source>There is already a {kind} called &quot;{name}&quot;; choose another name.</source>
        <translation>„{name}“ gibt es schon ({kind}); wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The value of a purchase has no currency, so revenue cannot be shown; choose one.</source>
        <translation>Der Wert eines Kaufs hat keine Währung, deshalb kann kein Umsatz gezeigt werden; wählen Sie eine.</translation>
    </message>
    <message>
        <source>A {kind} needs a name; enter one.</source>
        <translation>Hier fehlt ein Name ({kind}); geben Sie einen ein.</translation>
    </message>
    <message>
        <source>It is not said what a purchase is, so nothing has a value; choose the event that is a purchase.</source>
        <translation>Es ist nicht festgelegt, was ein Kauf ist, deshalb hat nichts einen Wert; wählen Sie das Ereignis, das ein Kauf ist.</translation>
    </message>
    <message>
        <source>There is no {kind} &quot;{name}&quot;; check the name or list what there is.</source>
        <translation>„{name}“ gibt es nicht ({kind}); prüfen Sie den Namen oder lassen Sie auflisten, was es gibt.</translation>
    </message>
    <message>
        <source>The {kind} &quot;{name}&quot; was changed by somebody else meanwhile (yours is revision {mine}, theirs {theirs}); compare both and save again.</source>
        <translation>„{name}“ ({kind}) wurde inzwischen von jemand anderem geändert (Ihre Fassung ist {mine}, die andere {theirs}); vergleichen Sie beide und speichern Sie erneut.</translation>
    </message>
    <message>
        <source>The people have no column &quot;{column}&quot;, so it cannot say who agreed; choose one of their columns.</source>
        <translation>Die Personen haben keine Spalte „{column}“, daher kann sie nicht sagen, wer zugestimmt hat; wählen Sie eine der vorhandenen.</translation>
    </message>
    <message>
        <source>Nobody ever did &quot;{event}&quot;, so nothing would count; the nearest is &quot;{nearest}&quot;.</source>
        <translation>„{event}“ hat noch niemand getan, daher würde nichts zählen; am nächsten kommt „{nearest}“.</translation>
    </message>
    <message>
        <source>There is no &quot;{name}&quot; in a definition; write purchase, value, currency, zone, conversion, window_days, attribution, consent or consent_yes.</source>
        <translation>„{name}“ gibt es in einer Festlegung nicht; schreiben Sie purchase, value, currency, zone, conversion, window_days, attribution, consent oder consent_yes.</translation>
    </message>
    <message>
        <source>&quot;{event}&quot; has no number called &quot;{field}&quot;, so it cannot be its value; choose one it has.</source>
        <translation>„{event}“ hat keine Zahl „{field}“, daher kann sie nicht der Wert sein; wählen Sie eine vorhandene.</translation>
    </message>
    <message>
        <source>The service answered without naming the message, so nobody knows whether it was sent; it stays in doubt until an event tells.</source>
        <translation>Der Dienst hat geantwortet, ohne die Nachricht zu nennen, daher weiß niemand, ob sie gesendet wurde; sie bleibt ungeklärt, bis eine Rückmeldung kommt.</translation>
    </message>
    <message>
        <source>No attempt has the mark {tag}; its outcome was not recorded, run the doctor to check the workspace.</source>
        <translation>Kein Versuch trägt das Kennzeichen {tag}; sein Ergebnis wurde nicht festgehalten, lassen Sie den Arbeitsbereich prüfen.</translation>
    </message>
    <message>
        <source>The audience names person {ordinal} twice, so nothing was started; this is a fault of the program, please report it.</source>
        <translation>Person {ordinal} steht zweimal unter den Empfängern, deshalb wurde nichts gestartet; das ist ein Programmfehler, bitte melden Sie ihn.</translation>
    </message>
    <message>
        <source>Another process has taken over sending from this workspace (epoch {epoch} is over); this one has stopped and nothing was sent twice.</source>
        <translation>Ein anderer Prozess hat das Senden aus diesem Arbeitsbereich übernommen (Epoche {epoch} ist vorbei); dieser hat aufgehört, und nichts wurde doppelt gesendet.</translation>
    </message>
    <message>
        <source>The suppression list &quot;{feed}&quot; was not read completely within the last hour ({minutes} minutes ago, {failure}), so no campaign may start; synchronise it and try again.</source>
        <translation>Die Sperrliste „{feed}“ wurde in der letzten Stunde nicht vollständig gelesen (vor {minutes} Minuten, {failure}), daher darf keine Kampagne starten; gleichen Sie sie ab und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Message {message} cannot go from {from} to {to}, so it stays as it is; run the doctor to check the workspace.</source>
        <translation>Nachricht {message} kann nicht von {from} zu {to} wechseln und bleibt, wie sie ist; lassen Sie den Arbeitsbereich prüfen.</translation>
    </message>
    <message>
        <source>The send journal {path} cannot be written, so nothing is sent; check the disk and the rights of its folder.</source>
        <translation>Das Sendejournal {path} kann nicht geschrieben werden, deshalb wird nichts gesendet; prüfen Sie den Datenträger und die Rechte des Ordners.</translation>
    </message>
    <message>
        <source>The lock file {path} cannot be opened, so nothing is sent; check that its folder can be written to.</source>
        <translation>Die Sperrdatei {path} kann nicht geöffnet werden, deshalb wird nichts gesendet; prüfen Sie, ob in ihren Ordner geschrieben werden kann.</translation>
    </message>
    <message>
        <source>The campaign &quot;{name}&quot; has nobody to write to, so nothing was started; choose another segment.</source>
        <translation>Die Kampagne „{name}“ hat keine Empfänger, deshalb wurde nichts gestartet; wählen Sie ein anderes Segment.</translation>
    </message>
    <message>
        <source>Nothing of run {run} is in doubt any more, so there was nothing to decide; look at its log.</source>
        <translation>Bei Versand {run} ist nichts mehr ungeklärt, daher gab es nichts zu entscheiden; sehen Sie in seinen Verlauf.</translation>
    </message>
    <message>
        <source>The practice folder {path} cannot be written, so no message was written; check the disk and the rights of the folder.</source>
        <translation>In den Übungsordner {path} kann nicht geschrieben werden, deshalb entstand keine Nachricht; prüfen Sie den Datenträger und die Rechte des Ordners.</translation>
    </message>
    <message>
        <source>There is no run {run} in this workspace; list the campaign&apos;s runs to see which there are.</source>
        <translation>Einen Versand {run} gibt es in diesem Arbeitsbereich nicht; lassen Sie die Versände der Kampagne auflisten.</translation>
    </message>
    <message>
        <source>Run {run} is {status}, so nothing is sent; resume it to go on.</source>
        <translation>Versand {run} ist {status}, deshalb wird nichts gesendet; setzen Sie ihn fort.</translation>
    </message>
    <message>
        <source>Run {run} is {status} and cannot become {wanted}; look at its status first.</source>
        <translation>Versand {run} ist {status} und kann nicht {wanted} werden; sehen Sie sich zuerst seinen Stand an.</translation>
    </message>
    <message>
        <source>Another process on {host} is sending from this workspace (last sign of life {seconds} s ago); wait for it or stop it first.</source>
        <translation>Ein anderer Prozess auf {host} sendet aus diesem Arbeitsbereich (letztes Lebenszeichen vor {seconds} s); warten Sie auf ihn oder stoppen Sie ihn zuerst.</translation>
    </message>
    <message>
        <source>The topic &quot;{topic}&quot; does not exist in this workspace, so nobody is known to have consented to it; choose another topic.</source>
        <translation>Das Thema „{topic}“ gibt es in diesem Arbeitsbereich nicht, daher hat ihm niemand zugestimmt; wählen Sie ein anderes Thema.</translation>
    </message>
    <message>
        <source>Message {message} counts as accepted but no attempt was; the file was changed from outside.</source>
        <translation>Nachricht {message} gilt als angenommen, aber kein Versuch war es; die Datei wurde von außen geändert.</translation>
    </message>
    <message>
        <source>Message {message} counts as accepted but has no id from the service; treat it as unknown.</source>
        <translation>Nachricht {message} gilt als angenommen, hat aber keine Kennung des Dienstes; behandeln Sie sie als ungeklärt.</translation>
    </message>
    <message>
        <source>Run {run} reached one address {accepted} times (message {message} is the first); check the audience for duplicates.</source>
        <translation>Versand {run} hat eine Adresse {accepted}-mal erreicht (zuerst mit Nachricht {message}); prüfen Sie die Empfänger auf Doppelte.</translation>
    </message>
    <message>
        <source>Message {message} counts {attempts} attempts but has {rows}; the file was changed from outside.</source>
        <translation>Nachricht {message} zählt {attempts} Versuche, hat aber {rows}; die Datei wurde von außen geändert.</translation>
    </message>
    <message>
        <source>Message {message} is in a state that does not exist ({state}); the file was changed from outside.</source>
        <translation>Nachricht {message} ist in einem Zustand, den es nicht gibt ({state}); die Datei wurde von außen geändert.</translation>
    </message>
    <message>
        <source>Message {message} is in doubt although no attempt of it is; the file was changed from outside.</source>
        <translation>Nachricht {message} gilt als ungeklärt, obwohl kein Versuch es ist; die Datei wurde von außen geändert.</translation>
    </message>
    <message>
        <source>Attempt {attempt} has epoch {epoch}, which no process has reached; the file was changed from outside.</source>
        <translation>Versuch {attempt} trägt Epoche {epoch}, die kein Prozess erreicht hat; die Datei wurde von außen geändert.</translation>
    </message>
    <message>
        <source>Attempt {attempt} of epoch {epoch} was written after a later epoch began; two processes may have sent at once.</source>
        <translation>Versuch {attempt} aus Epoche {epoch} wurde geschrieben, nachdem eine spätere begonnen hatte; womöglich haben zwei Prozesse zugleich gesendet.</translation>
    </message>
    <message>
        <source>Event {event} belongs to message {message} but not to its run; the file was changed from outside.</source>
        <translation>Ereignis {event} gehört zu Nachricht {message}, aber nicht zu ihrem Versand; die Datei wurde von außen geändert.</translation>
    </message>
    <message>
        <source>A row of {name} ({row}) points to a row of {parent} that does not exist; restore a backup.</source>
        <translation>Eine Zeile von {name} ({row}) verweist auf eine Zeile von {parent}, die es nicht gibt; stellen Sie eine Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The database is damaged: {what}; restore a backup.</source>
        <translation>Die Datenbank ist beschädigt: {what}; stellen Sie eine Sicherung wieder her.</translation>
    </message>
    <message>
        <source>An attempt is open while its message is {state}, or the other way round; start the runner once to clear it up.</source>
        <translation>Ein Versuch ist offen, während seine Nachricht {state} ist, oder umgekehrt; starten Sie das Senden einmal, um es zu klären.</translation>
    </message>
    <message>
        <source>Run {run} has {rows} rows for {audience} people: rows were lost or added; restore a backup and reconcile.</source>
        <translation>Versand {run} hat {rows} Zeilen für {audience} Personen: Zeilen gingen verloren oder kamen hinzu; stellen Sie eine Sicherung wieder her und gleichen Sie ab.</translation>
    </message>
    <message>
        <source>Message {message} was accepted {accepted} times: this person may have received it more than once.</source>
        <translation>Nachricht {message} wurde {accepted}-mal angenommen: Diese Person hat sie womöglich mehr als einmal erhalten.</translation>
    </message>
    <message>
        <source>What was written of a {kind} and not saved cannot be read, so it was put aside as {path}; the saved version is as it was.</source>
        <translation>Was geschrieben, aber nicht gespeichert war ({kind}), kann nicht gelesen werden und wurde als {path} beiseitegelegt; die gespeicherte Fassung ist unverändert.</translation>
    </message>
    <message>
        <source>The part after the @ in &quot;{address}&quot; is no valid domain; correct the address.</source>
        <translation>Der Teil nach dem @ in „{address}“ ist keine gültige Domain; berichtigen Sie die Adresse.</translation>
    </message>
    <message>
        <source>The email address is empty; enter one like name@example.com.</source>
        <translation>Die E-Mail-Adresse ist leer; geben Sie eine ein wie name@example.com.</translation>
    </message>
    <message>
        <source>The part before the @ in &quot;{address}&quot; has a character or form that mail servers refuse (such as a blank, a comment or two dots in a row); correct the address.</source>
        <translation>Der Teil vor dem @ in „{address}“ hat ein Zeichen oder eine Form, die Mailserver ablehnen (etwa ein Leerzeichen, einen Kommentar oder zwei Punkte hintereinander); berichtigen Sie die Adresse.</translation>
    </message>
    <message>
        <source>&quot;{address}&quot; has letters before the @ that Amazon SES cannot deliver to (only unaccented Latin letters, digits and common signs work); ask for another address.</source>
        <translation>„{address}“ hat vor dem @ Buchstaben, an die Amazon SES nicht zustellen kann (nur lateinische Buchstaben ohne Akzente, Ziffern und übliche Zeichen gehen); bitten Sie um eine andere Adresse.</translation>
    </message>
    <message>
        <source>&quot;{address}&quot; is not of the form Name &lt;name@example.com&gt;; check the quotes and brackets.</source>
        <translation>„{address}“ hat nicht die Form Name &lt;name@example.com&gt;; prüfen Sie Anführungszeichen und Klammern.</translation>
    </message>
    <message>
        <source>&quot;{address}&quot; has no @, so it is no email address; correct it and try again.</source>
        <translation>„{address}“ hat kein @ und ist daher keine E-Mail-Adresse; berichtigen Sie sie und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>&quot;{address}&quot; is longer than mail servers accept (64 characters before the @, 254 in all); correct the address.</source>
        <translation>„{address}“ ist länger, als Mailserver annehmen (64 Zeichen vor dem @, 254 insgesamt); berichtigen Sie die Adresse.</translation>
    </message>
    <message>
        <source>The email has neither an HTML nor a text part; write one before sending.</source>
        <translation>Die E-Mail hat weder einen HTML- noch einen Textteil; schreiben Sie einen, bevor Sie senden.</translation>
    </message>
    <message>
        <source>The {part} part of the email is not valid UTF-8 text; the email was not made. Check the encoding of the data in it.</source>
        <translation>Der Teil {part} der E-Mail ist kein gültiger UTF-8-Text; die E-Mail wurde nicht erstellt. Prüfen Sie die Kodierung der Daten darin.</translation>
    </message>
    <message>
        <source>The date of the email lies outside the years 1970 to 9999; correct it.</source>
        <translation>Das Datum der E-Mail liegt außerhalb der Jahre 1970 bis 9999; berichtigen Sie es.</translation>
    </message>
    <message>
        <source>The header {header} holds a line break or another control character, which could smuggle in further headers; the email was not made. Remove it from the text or the data it comes from.</source>
        <translation>Die Kopfzeile {header} enthält einen Zeilenumbruch oder ein anderes Steuerzeichen, das weitere Kopfzeilen einschleusen könnte; die E-Mail wurde nicht erstellt. Entfernen Sie es aus dem Text oder den Daten, aus denen es stammt.</translation>
    </message>
    <message>
        <source>The header {header} is given twice; keep one of them.</source>
        <translation>Die Kopfzeile {header} ist zweimal angegeben; behalten Sie eine davon.</translation>
    </message>
    <message>
        <source>&quot;{header}&quot; cannot be the name of an email header; use 1 to 126 letters, digits and hyphens.</source>
        <translation>„{header}“ kann keine Kopfzeile einer E-Mail bezeichnen; verwenden Sie 1 bis 126 Buchstaben, Ziffern und Bindestriche.</translation>
    </message>
    <message>
        <source>The header {header} is not valid UTF-8 text; the email was not made. Check the encoding of the data it comes from.</source>
        <translation>Die Kopfzeile {header} ist kein gültiger UTF-8-Text; die E-Mail wurde nicht erstellt. Prüfen Sie die Kodierung der Daten, aus denen sie stammt.</translation>
    </message>
    <message>
        <source>The header {header} is written by the program itself and cannot be set by hand; remove it from the extra headers.</source>
        <translation>Die Kopfzeile {header} schreibt das Programm selbst und kann nicht von Hand gesetzt werden; entfernen Sie sie aus den zusätzlichen Kopfzeilen.</translation>
    </message>
    <message>
        <source>The header {header} is longer than the 995 characters that can be sent; shorten it.</source>
        <translation>Die Kopfzeile {header} ist länger als die 995 Zeichen, die gesendet werden können; kürzen Sie sie.</translation>
    </message>
    <message>
        <source>The HTML is too large, nested too deeply or written so that reading it would take too long; nothing was changed. Simplify it (limit 2 MB, 200 levels).</source>
        <translation>Das HTML ist zu groß, zu tief verschachtelt oder so geschrieben, dass das Lesen zu lange dauern würde; nichts wurde geändert. Vereinfachen Sie es (höchstens 2 MB, 200 Ebenen).</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; cannot be a message id; it has the form name@domain.</source>
        <translation>„{value}“ kann keine Nachrichtenkennung sein; sie hat die Form name@domain.</translation>
    </message>
    <message>
        <source>&quot;{url}&quot; cannot be used to unsubscribe by email; it must be mailto: followed by one valid address.</source>
        <translation>„{url}“ taugt nicht zum Abmelden per E-Mail; es muss mailto: mit einer gültigen Adresse sein.</translation>
    </message>
    <message>
        <source>&quot;{url}&quot; cannot be used for one-click unsubscribe; it must be a complete https:// address without blanks.</source>
        <translation>„{url}“ taugt nicht zum Abmelden mit einem Klick; es muss eine vollständige https://-Adresse ohne Leerzeichen sein.</translation>
    </message>
    <message>
        <source>The stored column &quot;{column}&quot; does not fit the rest of the data; run the workspace check.</source>
        <translation>Die gespeicherte Spalte „{column}“ passt nicht zu den übrigen Daten; lassen Sie den Arbeitsbereich prüfen.</translation>
    </message>
    <message>
        <source>There is no column &quot;{column}&quot; in the data any more; reload and try again.</source>
        <translation>Die Spalte „{column}“ gibt es in den Daten nicht mehr; laden Sie neu und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The file {path} is larger than {limit} MB, so no event was taken in; split it into smaller files.</source>
        <translation>Die Datei {path} ist größer als {limit} MB, deshalb wurde kein Ereignis übernommen; teilen Sie sie in kleinere Dateien.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read, so no event was taken in; check its name and rights.</source>
        <translation>Die Datei {path} kann nicht gelesen werden, deshalb wurde kein Ereignis übernommen; prüfen Sie Namen und Rechte.</translation>
    </message>
    <message>
        <source>The event lacks &quot;{member}&quot; and was kept as it came; check where it comes from.</source>
        <translation>Dem Ereignis fehlt „{member}“, es wurde unverändert aufbewahrt; prüfen Sie, woher es kommt.</translation>
    </message>
    <message>
        <source>The document says not which kind of event it is and was kept as it came; check where it comes from.</source>
        <translation>Das Dokument sagt nicht, welche Art Ereignis es ist, und wurde unverändert aufbewahrt; prüfen Sie, woher es kommt.</translation>
    </message>
    <message>
        <source>The event is no JSON (at byte {offset}) and was kept as it came; check what the queue or file carries.</source>
        <translation>Das Ereignis ist kein JSON (ab Byte {offset}) und wurde unverändert aufbewahrt; prüfen Sie, was die Warteschlange oder Datei enthält.</translation>
    </message>
    <message>
        <source>Events of the type &quot;{type}&quot; are not known and were kept as they came; a newer version may read them.</source>
        <translation>Ereignisse der Art „{type}“ sind nicht bekannt und wurden unverändert aufbewahrt; eine neuere Version kann sie vielleicht lesen.</translation>
    </message>
    <message>
        <source>All {count} rows were rejected (the first is row {row}: {reason}), so nothing was imported; check delimiter, header and roles.</source>
        <translation>Alle {count} Zeilen wurden abgewiesen (zuerst Zeile {row}: {reason}), deshalb wurde nichts importiert; prüfen Sie Trennzeichen, Kopfzeile und Rollen.</translation>
    </message>
    <message>
        <source>The dates in &quot;{column}&quot; can be read two ways (&quot;{example}&quot; is {dmy} or {mdy}); say which with --dates dmy or --dates mdy.</source>
        <translation>Die Daten in „{column}“ lassen sich auf zwei Arten lesen („{example}“ ist {dmy} oder {mdy}); geben Sie mit --dates dmy oder --dates mdy an, wie.</translation>
    </message>
    <message>
        <source>&quot;{delimiter}&quot; cannot be a delimiter; give one character, or tab, comma, semicolon or pipe.</source>
        <translation>„{delimiter}“ kann kein Trennzeichen sein; geben Sie ein Zeichen an oder tab, comma, semicolon oder pipe.</translation>
    </message>
    <message>
        <source>The derived column &quot;{column}&quot; has the name of another column; give it another name.</source>
        <translation>Die abgeleitete Spalte „{column}“ heißt wie eine andere; geben Sie ihr einen anderen Namen.</translation>
    </message>
    <message>
        <source>The dates in &quot;{column}&quot; can be read two ways; other columns of the file show the order {order}, which was used.</source>
        <translation>Die Daten in „{column}“ lassen sich auf zwei Arten lesen; andere Spalten der Datei zeigen die Reihenfolge {order}, sie wurde verwendet.</translation>
    </message>
    <message>
        <source>The expression &quot;{text}&quot; has an error at position {position}: {reason}.</source>
        <translation>Der Ausdruck „{text}“ hat an Stelle {position} einen Fehler: {reason}.</translation>
    </message>
    <message>
        <source>The expression &quot;{text}&quot; cannot be calculated: {reason}.</source>
        <translation>Der Ausdruck „{text}“ kann nicht berechnet werden: {reason}.</translation>
    </message>
    <message>
        <source>Events cannot be updated by key, they are only added or replaced as a whole; use append or replace.</source>
        <translation>Ereignisse lassen sich nicht über einen Schlüssel aktualisieren, sie werden nur angehängt oder ganz ersetzt; verwenden Sie Anhängen oder Ersetzen.</translation>
    </message>
    <message>
        <source>The file {path} was changed while it was being imported; nothing was imported, try again when it is complete.</source>
        <translation>Die Datei {path} wurde während des Imports geändert; nichts wurde importiert, versuchen Sie es erneut, wenn sie vollständig ist.</translation>
    </message>
    <message>
        <source>The file {path} is empty, so there is nothing to import.</source>
        <translation>Die Datei {path} ist leer, es gibt nichts zu importieren.</translation>
    </message>
    <message>
        <source>{path} is a folder, not a file; choose the CSV file inside it.</source>
        <translation>{path} ist ein Ordner und keine Datei; wählen Sie die CSV-Datei darin.</translation>
    </message>
    <message>
        <source>There is no file at {path}; check the name and the folder.</source>
        <translation>Unter {path} gibt es keine Datei; prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
        <source>The file {path} cannot be opened ({reason}); check its permissions and whether another program holds it.</source>
        <translation>Die Datei {path} kann nicht geöffnet werden ({reason}); prüfen Sie die Zugriffsrechte und ob ein anderes Programm sie festhält.</translation>
    </message>
    <message>
        <source>The name of column {position} was too long or held line breaks; it is called &quot;{column}&quot;.</source>
        <translation>Der Name von Spalte {position} war zu lang oder enthielt Zeilenumbrüche; sie heißt jetzt „{column}“.</translation>
    </message>
    <message>
        <source>Column {position} has no name and is called &quot;{column}&quot;.</source>
        <translation>Spalte {position} hat keinen Namen und heißt „{column}“.</translation>
    </message>
    <message>
        <source>The name &quot;{name}&quot; stands more than once; this column is called &quot;{column}&quot;.</source>
        <translation>Der Name „{name}“ kommt mehrmals vor; diese Spalte heißt „{column}“.</translation>
    </message>
    <message>
        <source>The first row of {path} is longer than 32 MB, so this is probably no CSV file; check the file and its encoding.</source>
        <translation>Die erste Zeile von {path} ist länger als 32 MB, dies ist also wohl keine CSV-Datei; prüfen Sie die Datei und ihre Kodierung.</translation>
    </message>
    <message>
        <source>The name of the column &quot;{column}&quot; had blanks around it, which were removed.</source>
        <translation>Der Name der Spalte „{column}“ war von Leerzeichen umgeben; sie wurden entfernt.</translation>
    </message>
    <message>
        <source>Some values of &quot;{column}&quot; are no email addresses.</source>
        <translation>Einige Werte von „{column}“ sind keine E-Mail-Adressen.</translation>
    </message>
    <message>
        <source>An import of {role} needs the option {option}; add it and run the import again.</source>
        <translation>Ein Import von {role} braucht die Angabe {option}; ergänzen Sie sie und importieren Sie erneut.</translation>
    </message>
    <message>
        <source>The file {path} holds no data rows, only a header or blank lines; nothing was imported.</source>
        <translation>Die Datei {path} enthält keine Datenzeilen, nur eine Kopfzeile oder leere Zeilen; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>The column &quot;{column}&quot; holds {type} values and cannot be the time of events; choose a column of dates or times.</source>
        <translation>Die Spalte „{column}“ enthält {type} und kann nicht die Zeit von Ereignissen sein; wählen Sie eine Spalte mit Datum oder Uhrzeit.</translation>
    </message>
    <message>
        <source>The numbers in &quot;{column}&quot; can be read two ways; comma was taken for thousands and point for decimals.</source>
        <translation>Die Zahlen in „{column}“ lassen sich auf zwei Arten lesen; das Komma gilt als Tausender- und der Punkt als Dezimalzeichen.</translation>
    </message>
    <message>
        <source>Reading {path} failed ({reason}); nothing was imported, try again.</source>
        <translation>{path} konnte nicht gelesen werden ({reason}); nichts wurde importiert, versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>A cell is longer than 16 MB.</source>
        <translation>Eine Zelle ist länger als 16 MB.</translation>
    </message>
    <message>
        <source>The result of a derived column is too large.</source>
        <translation>Das Ergebnis einer abgeleiteten Spalte ist zu groß.</translation>
    </message>
    <message>
        <source>The row has fewer fields than the header.</source>
        <translation>Die Zeile hat weniger Felder als die Kopfzeile.</translation>
    </message>
    <message>
        <source>The row has more fields than the header.</source>
        <translation>Die Zeile hat mehr Felder als die Kopfzeile.</translation>
    </message>
    <message>
        <source>The name of the event is missing.</source>
        <translation>Der Name des Ereignisses fehlt.</translation>
    </message>
    <message>
        <source>The time of the event is missing.</source>
        <translation>Die Zeit des Ereignisses fehlt.</translation>
    </message>
    <message>
        <source>A quote opens in this row and is never closed.</source>
        <translation>In dieser Zeile beginnt ein Anführungszeichen und wird nie geschlossen.</translation>
    </message>
    <message>
        <source>The row is longer than 32 MB.</source>
        <translation>Die Zeile ist länger als 32 MB.</translation>
    </message>
    <message>
        <source>A value does not fit the type of its column.</source>
        <translation>Ein Wert passt nicht zur Art seiner Spalte.</translation>
    </message>
    <message>
        <source>Some characters are written in another encoding than the rest of the file.</source>
        <translation>Einige Zeichen sind anders kodiert als der Rest der Datei.</translation>
    </message>
    <message>
        <source>The file {path} was already imported into &quot;{dataset}&quot; on {at}; nothing was imported, allow it explicitly to import it again.</source>
        <translation>Die Datei {path} wurde am {at} bereits in „{dataset}“ importiert; nichts wurde importiert, erlauben Sie es ausdrücklich, um es erneut zu tun.</translation>
    </message>
    <message>
        <source>Some people share the address of somebody else in &quot;{column}&quot;; only one of them gets an email.</source>
        <translation>Einige Personen teilen sich in „{column}“ die Adresse mit jemand anderem; nur eine von ihnen erhält eine E-Mail.</translation>
    </message>
    <message>
        <source>The file has {count} columns and at most {limit} can be imported; check the delimiter or split the file.</source>
        <translation>Die Datei hat {count} Spalten, und höchstens {limit} können importiert werden; prüfen Sie das Trennzeichen oder teilen Sie die Datei.</translation>
    </message>
    <message>
        <source>The types file cannot be used: {reason}.</source>
        <translation>Die Datei mit den Arten kann nicht verwendet werden: {reason}.</translation>
    </message>
    <message>
        <source>There is no column &quot;{column}&quot;; the nearest name in the file is &quot;{nearest}&quot;.</source>
        <translation>Es gibt keine Spalte „{column}“; der ähnlichste Name in der Datei ist „{nearest}“.</translation>
    </message>
    <message>
        <source>The encoding &quot;{encoding}&quot; is not known; use utf-8, utf-16le, utf-16be or windows-1252.</source>
        <translation>Die Kodierung „{encoding}“ ist nicht bekannt; verwenden Sie utf-8, utf-16le, utf-16be oder windows-1252.</translation>
    </message>
    <message>
        <source>&quot;{type}&quot; for the column &quot;{column}&quot; is no type; use bool, int64, decimal, double, text, date, instant or json.</source>
        <translation>„{type}“ ist keine Art für die Spalte „{column}“; verwenden Sie bool, int64, decimal, double, text, date, instant oder json.</translation>
    </message>
    <message>
        <source>The column &quot;{column}&quot; was not found: with the delimiter &quot;{delimiter}&quot; the file has the single column &quot;{found}&quot;; choose another delimiter.</source>
        <translation>Die Spalte „{column}“ wurde nicht gefunden: Mit dem Trennzeichen „{delimiter}“ hat die Datei nur die Spalte „{found}“; wählen Sie ein anderes Trennzeichen.</translation>
    </message>
    <message>
        <source>The data file must hold one JSON object, such as {&quot;name&quot;: &quot;Ada&quot;}; correct it and try again.</source>
        <translation>Die Datendatei muss ein JSON-Objekt enthalten, etwa {&quot;name&quot;: &quot;Ada&quot;}; berichtigen Sie sie und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>This is not valid JSON near byte {offset} ({reason}); correct it and try again.</source>
        <translation>Dies ist nahe Byte {offset} kein gültiges JSON ({reason}); berichtigen Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The email holds {what}, which no mailbox runs and some refuse; take it out.</source>
        <translation>Die E-Mail enthält {what}, was kein Postfach ausführt und manche ablehnen; nehmen Sie es heraus.</translation>
    </message>
    <message>
        <source>Filler text (&quot;{text}&quot;) is still in the email; replace it.</source>
        <translation>In der E-Mail steht noch Fülltext („{text}“); ersetzen Sie ihn.</translation>
    </message>
    <message>
        <source>The HTML has {bytes} bytes; some mailboxes cut an email off after 102 KB, and the unsubscribe link with it. Shorten it.</source>
        <translation>Das HTML hat {bytes} Bytes; manche Postfächer schneiden eine E-Mail nach 102 KB ab und den Abmeldelink mit ihr. Kürzen Sie sie.</translation>
    </message>
    <message>
        <source>The HTML is too large, nested too deeply or written so that reading it would take too long; simplify it.</source>
        <translation>Das HTML ist zu groß, zu tief verschachtelt oder so geschrieben, dass das Lesen zu lange dauern würde; vereinfachen Sie es.</translation>
    </message>
    <message>
        <source>A picture has no alternative text; describe it, or give it an empty alt if it is decoration.</source>
        <translation>Ein Bild hat keinen Alternativtext; beschreiben Sie es oder geben Sie ihm ein leeres alt, wenn es nur schmückt.</translation>
    </message>
    <message>
        <source>The link &quot;{text}&quot; leads nowhere; give it an address.</source>
        <translation>Der Link „{text}“ führt nirgendwohin; geben Sie ihm eine Adresse.</translation>
    </message>
    <message>
        <source>The link {url} is not encrypted; use https:// if the site offers it.</source>
        <translation>Der Link {url} ist nicht verschlüsselt; verwenden Sie https://, wenn die Seite es anbietet.</translation>
    </message>
    <message>
        <source>{text} was not filled in; check the spelling of the variable and the data behind it.</source>
        <translation>{text} wurde nicht ausgefüllt; prüfen Sie die Schreibweise der Variable und die Daten dahinter.</translation>
    </message>
    <message>
        <source>The email has no subject line; write one.</source>
        <translation>Die E-Mail hat keinen Betreff; schreiben Sie einen.</translation>
    </message>
    <message>
        <source>There is no text version of its own; one is made from the HTML.</source>
        <translation>Es gibt keine eigene Textfassung; sie wird aus dem HTML gemacht.</translation>
    </message>
    <message>
        <source>No unsubscribe link was found; marketing email needs one. Add a link or the unsubscribe variable.</source>
        <translation>Kein Abmeldelink gefunden; Werbe-E-Mails brauchen einen. Fügen Sie einen Link oder die Abmeldevariable ein.</translation>
    </message>
    <message>
        <source>The block &apos;{tag}&apos; is never closed; add its end tag.</source>
        <translation>Der Block „{tag}“ wird nie geschlossen; fügen Sie sein Ende an.</translation>
    </message>
    <message>
        <source>Each line of a # comment must start with #.</source>
        <translation>Jede Zeile eines #-Kommentars muss mit # beginnen.</translation>
    </message>
    <message>
        <source>The filter &apos;concat&apos; needs a list as its argument.</source>
        <translation>Der Filter „concat“ braucht eine Liste.</translation>
    </message>
    <message>
        <source>The template divides by zero; guard the division with an if.</source>
        <translation>Die Vorlage teilt durch null; sichern Sie die Division mit if ab.</translation>
    </message>
    <message>
        <source>Here should be {expected}, but {found} was found.</source>
        <translation>Hier wird {expected} erwartet, gefunden wurde {found}.</translation>
    </message>
    <message>
        <source>The filter &apos;{filter}&apos; was given {given} arguments but takes {least} to {most}.</source>
        <translation>Der Filter „{filter}“ bekam {given} Angaben, nimmt aber {least} bis {most}.</translation>
    </message>
    <message>
        <source>A for loop knows only &apos;limit&apos; and &apos;offset&apos; (and &apos;reversed&apos; before them).</source>
        <translation>Eine for-Schleife kennt nur „limit“ und „offset“ (und davor „reversed“).</translation>
    </message>
    <message>
        <source>A for loop needs the word &apos;in&apos; between the variable and the list.</source>
        <translation>Eine for-Schleife braucht das Wort „in“ zwischen Variable und Liste.</translation>
    </message>
    <message>
        <source>A snippet called with &apos;render&apos; may not use &apos;include&apos;; use &apos;render&apos; instead.</source>
        <translation>Ein mit „render“ aufgerufener Baustein darf kein „include“ enthalten; verwenden Sie „render“.</translation>
    </message>
    <message>
        <source>The text given to &apos;{filter}&apos; is not base64.</source>
        <translation>Der Text für „{filter}“ ist kein Base64.</translation>
    </message>
    <message>
        <source>&apos;{value}&apos; is not a whole number, which is needed here.</source>
        <translation>„{value}“ ist keine ganze Zahl, die hier nötig ist.</translation>
    </message>
    <message>
        <source>The result of &apos;{filter}&apos; is not valid text.</source>
        <translation>Das Ergebnis von „{filter}“ ist kein gültiger Text.</translation>
    </message>
    <message>
        <source>Snippets or blocks call each other too deep and the template was stopped; look for a snippet that includes itself.</source>
        <translation>Bausteine oder Blöcke rufen einander zu tief auf, die Vorlage wurde angehalten; suchen Sie einen Baustein, der sich selbst einbindet.</translation>
    </message>
    <message>
        <source>The template needs too much memory for one person and was stopped; look for text that keeps growing.</source>
        <translation>Die Vorlage braucht für eine Person zu viel Speicher und wurde angehalten; suchen Sie Text, der immer länger wird.</translation>
    </message>
    <message>
        <source>The template prints more than is allowed for one person and was stopped.</source>
        <translation>Die Vorlage gibt für eine Person mehr aus als erlaubt und wurde angehalten.</translation>
    </message>
    <message>
        <source>The template does too much work for one person and was stopped; look for loops in loops.</source>
        <translation>Die Vorlage rechnet für eine Person zu viel und wurde angehalten; suchen Sie Schleifen in Schleifen.</translation>
    </message>
    <message>
        <source>The template takes too long for one person and was stopped.</source>
        <translation>Die Vorlage dauert für eine Person zu lange und wurde angehalten.</translation>
    </message>
    <message>
        <source>The field &apos;{field}&apos; is missing for this person; give it a default or skip the person.</source>
        <translation>Das Feld „{field}“ fehlt bei dieser Person; geben Sie einen Ersatz an oder überspringen Sie die Person.</translation>
    </message>
    <message>
        <source>A doc block may not contain another doc block; close the first one before.</source>
        <translation>Ein doc-Block darf keinen weiteren doc-Block enthalten; schließen Sie vorher den ersten.</translation>
    </message>
    <message>
        <source>Blocks or brackets are nested more than 100 deep; simplify the template.</source>
        <translation>Blöcke oder Klammern sind mehr als 100 Ebenen tief verschachtelt; vereinfachen Sie die Vorlage.</translation>
    </message>
    <message>
        <source>A number is infinite or undefined and cannot be rounded; check the division before it.</source>
        <translation>Eine Zahl ist unendlich oder nicht bestimmt und kann nicht gerundet werden; prüfen Sie die Division davor.</translation>
    </message>
    <message>
        <source>Here should be a value or a field, but {found} was found.</source>
        <translation>Hier wird ein Wert oder Feld erwartet, gefunden wurde {found}.</translation>
    </message>
    <message>
        <source>A value of type {left} cannot be compared with one of type {right}; convert one of them.</source>
        <translation>Ein Wert der Art {left} kann nicht mit einem der Art {right} verglichen werden; wandeln Sie einen davon um.</translation>
    </message>
    <message>
        <source>The items cannot be sorted because they are of different kinds.</source>
        <translation>Die Einträge können nicht sortiert werden, weil sie verschiedener Art sind.</translation>
    </message>
    <message>
        <source>An output is opened with {{ but never closed; add }} at its end.</source>
        <translation>Eine Ausgabe beginnt mit {{ und wird nie geschlossen; setzen Sie }} ans Ende.</translation>
    </message>
    <message>
        <source>The snippet &apos;{name}&apos; cannot be read; correct its errors first.</source>
        <translation>Der Baustein „{name}“ kann nicht gelesen werden; berichtigen Sie zuerst seine Fehler.</translation>
    </message>
    <message>
        <source>There is no snippet &apos;{name}&apos;; create it or correct the name.</source>
        <translation>Es gibt keinen Baustein „{name}“; legen Sie ihn an oder berichtigen Sie den Namen.</translation>
    </message>
    <message>
        <source>The name of the snippet to include is not a text.</source>
        <translation>Der Name des eingebundenen Bausteins ist kein Text.</translation>
    </message>
    <message>
        <source>A tag is opened with {% but never closed; add %} at its end.</source>
        <translation>Ein Befehl beginnt mit {% und wird nie geschlossen; setzen Sie %} ans Ende.</translation>
    </message>
    <message>
        <source>The tag &apos;{tag}&apos; is not written as it must be; the form is: {form}.</source>
        <translation>Der Befehl „{tag}“ ist nicht richtig geschrieben; die Form ist: {form}.</translation>
    </message>
    <message>
        <source>The template has {bytes} bytes, more than the {limit} allowed; shorten it or move parts into snippets.</source>
        <translation>Die Vorlage hat {bytes} Bytes, mehr als die erlaubten {limit}; kürzen Sie sie oder lagern Sie Teile in Bausteine aus.</translation>
    </message>
    <message>
        <source>The character {character} has no meaning here; remove it or put it in quotes.</source>
        <translation>Das Zeichen {character} hat hier keine Bedeutung; entfernen Sie es oder setzen Sie es in Anführungszeichen.</translation>
    </message>
    <message>
        <source>The tag &apos;{tag}&apos; does not belong here (inside &apos;{block}&apos;); check which block it should end or continue.</source>
        <translation>Der Befehl „{tag}“ gehört nicht hierher (innerhalb von „{block}“); prüfen Sie, welchen Block er beenden oder fortsetzen soll.</translation>
    </message>
    <message>
        <source>There is no filter &apos;{filter}&apos;, so the value is printed unchanged; check its spelling.</source>
        <translation>Es gibt keinen Filter „{filter}“, daher bleibt der Wert unverändert; prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>There is no operator &apos;{operator}&apos;; use ==, !=, &lt;, &gt;, &lt;=, &gt;= or contains.</source>
        <translation>Es gibt keinen Vergleich „{operator}“; verwenden Sie ==, !=, &lt;, &gt;, &lt;=, &gt;= oder contains.</translation>
    </message>
    <message>
        <source>There is no tag &apos;{tag}&apos;; check its spelling.</source>
        <translation>Es gibt keinen Befehl „{tag}“; prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>The items have no property &apos;{property}&apos; because they are not objects.</source>
        <translation>Die Einträge haben keine Eigenschaft „{property}“, weil sie keine Objekte sind.</translation>
    </message>
    <message>
        <source>No computer that sends was awake when it should have started, and more than two hours have passed. Nobody got it; start it now or choose another time.</source>
        <translation>Kein sendender Computer war wach, als es beginnen sollte, und mehr als zwei Stunden sind vergangen. Niemand hat die E-Mail erhalten; starten Sie jetzt oder wählen Sie eine andere Zeit.</translation>
    </message>
    <message>
        <source>{host} answered with something that is not HTTP. Check the address, or a proxy in between.</source>
        <translation>{host} hat etwas geantwortet, das kein HTTP ist. Prüfen Sie die Adresse oder einen Proxy dazwischen.</translation>
    </message>
    <message>
        <source>The answer of {host} is larger than allowed and was dropped. Check that the address is right.</source>
        <translation>Die Antwort von {host} ist größer als erlaubt und wurde verworfen. Prüfen Sie, ob die Adresse stimmt.</translation>
    </message>
    <message>
        <source>The answer of {host} was cut off. Try again.</source>
        <translation>Die Antwort von {host} wurde abgeschnitten. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>No connection to {host} could be made. Check the network, a firewall or the proxy, and try again.</source>
        <translation>Zu {host} kam keine Verbindung zustande. Prüfen Sie Netzwerk, Firewall oder Proxy und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The connection to {host} broke before the answer was complete. Try again.</source>
        <translation>Die Verbindung zu {host} brach ab, bevor die Antwort vollständig war. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The name {host} could not be found. Check the address and the network connection.</source>
        <translation>Der Name {host} wurde nicht gefunden. Prüfen Sie die Adresse und die Netzwerkverbindung.</translation>
    </message>
    <message>
        <source>The request to {host} failed. The details say why.</source>
        <translation>Die Anfrage an {host} ist gescheitert. Die Einzelheiten sagen, warum.</translation>
    </message>
    <message>
        <source>{host} was not asked because the address is not encrypted. Use https://; plain http is allowed only for this computer.</source>
        <translation>{host} wurde nicht gefragt, weil die Adresse nicht verschlüsselt ist. Verwenden Sie https://; einfaches http ist nur für diesen Computer erlaubt.</translation>
    </message>
    <message>
        <source>{host} wanted to send the request on to another place, which was refused. Enter the final address.</source>
        <translation>{host} wollte die Anfrage an eine andere Stelle weiterschicken, was abgelehnt wurde. Geben Sie die endgültige Adresse ein.</translation>
    </message>
    <message>
        <source>{host} did not answer in time. Try again later.</source>
        <translation>{host} hat nicht rechtzeitig geantwortet. Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>{host} could not prove who it is, so nothing was sent. Check the address, the computer&apos;s clock and a proxy that inspects traffic.</source>
        <translation>{host} konnte sich nicht ausweisen, deshalb wurde nichts gesendet. Prüfen Sie die Adresse, die Uhr des Computers und einen Proxy, der den Verkehr mitliest.</translation>
    </message>
    <message>
        <source>{host} keeps sending the request on to itself. Check the address.</source>
        <translation>{host} schickt die Anfrage immer wieder an sich selbst. Prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>&quot;{url}&quot; is not a usable web address. Enter one that begins with https:// and contains no user name.</source>
        <translation>„{url}“ ist keine brauchbare Webadresse. Geben Sie eine ein, die mit https:// beginnt und keinen Benutzernamen enthält.</translation>
    </message>
    <message>
        <source>As many requests as allowed are already on their way. Wait for one to end.</source>
        <translation>Es sind bereits so viele Anfragen unterwegs wie erlaubt. Warten Sie, bis eine beendet ist.</translation>
    </message>
    <message>
        <source>The query is empty; write one SELECT statement.</source>
        <translation>Die Abfrage ist leer; schreiben Sie eine SELECT-Anweisung.</translation>
    </message>
    <message>
        <source>Only statements that read are allowed here; nothing was changed, write a SELECT.</source>
        <translation>Hier sind nur lesende Anweisungen erlaubt; nichts wurde geändert, schreiben Sie ein SELECT.</translation>
    </message>
    <message>
        <source>Only one statement at a time is allowed; remove what follows the first.</source>
        <translation>Es ist nur eine Anweisung auf einmal erlaubt; entfernen Sie, was auf die erste folgt.</translation>
    </message>
    <message>
        <source>The query is not understood ({reason}); correct it and try again.</source>
        <translation>Die Abfrage ist nicht verständlich ({reason}); berichtigen Sie sie und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The query took longer than 30 seconds and was stopped; narrow it down.</source>
        <translation>Die Abfrage dauerte länger als 30 Sekunden und wurde angehalten; grenzen Sie sie ein.</translation>
    </message>
    <message>
        <source>the email service asked to slow down; sending goes on by itself</source>
        <translation>der E-Mail-Dienst bat um langsameres Senden; es geht von selbst weiter</translation>
    </message>
    <message>
        <source>too many addresses bounced for good, so it was paused to protect your name as a sender; clean the list, then resume</source>
        <translation>zu viele Adressen sind endgültig zurückgekommen, deshalb wurde zum Schutz Ihres Rufs als Absender angehalten; bereinigen Sie die Liste und setzen Sie dann fort</translation>
    </message>
    <message>
        <source>too many people complained, so it was paused to protect your name as a sender; check whom you write to, then resume</source>
        <translation>zu viele Personen haben sich beschwert, deshalb wurde zum Schutz Ihres Rufs als Absender angehalten; prüfen Sie, wem Sie schreiben, und setzen Sie dann fort</translation>
    </message>
    <message>
        <source>the email service refused the keys; check the credentials, then resume</source>
        <translation>der E-Mail-Dienst hat die Schlüssel abgelehnt; prüfen Sie die Zugangsdaten und setzen Sie dann fort</translation>
    </message>
    <message>
        <source>the same address as somebody else in the audience</source>
        <translation>dieselbe Adresse wie jemand anderes unter den Empfängern</translation>
    </message>
    <message>
        <source>an address that cannot be right</source>
        <translation>eine Adresse, die nicht stimmen kann</translation>
    </message>
    <message>
        <source>this computer has sent it from another copy of the file; an event will tell, or you decide</source>
        <translation>dieser Computer hat sie aus einer anderen Kopie der Datei gesendet; eine Rückmeldung klärt es, oder Sie entscheiden</translation>
    </message>
    <message>
        <source>a field that the email needs is empty</source>
        <translation>ein Feld, das die E-Mail braucht, ist leer</translation>
    </message>
    <message>
        <source>no email address</source>
        <translation>keine E-Mail-Adresse</translation>
    </message>
    <message>
        <source>no agreement to be emailed</source>
        <translation>keine Einwilligung für E-Mails</translation>
    </message>
    <message>
        <source>its fate was unclear and no event came in time; it is not sent again by itself</source>
        <translation>ihr Verbleib war unklar und keine Rückmeldung kam rechtzeitig; sie wird nicht von selbst erneut gesendet</translation>
    </message>
    <message>
        <source>another computer may have sent it; resume with --none-sent-elsewhere if you know that it has not</source>
        <translation>ein anderer Computer hat sie womöglich gesendet; setzen Sie mit --none-sent-elsewhere fort, wenn Sie wissen, dass es nicht so ist</translation>
    </message>
    <message>
        <source>neither consent nor a legal basis is recorded</source>
        <translation>weder eine Einwilligung noch eine Rechtsgrundlage ist festgehalten</translation>
    </message>
    <message>
        <source>had as many emails as allowed for now</source>
        <translation>hat vorerst so viele E-Mails erhalten wie erlaubt</translation>
    </message>
    <message>
        <source>paused by hand; resume it to go on</source>
        <translation>von Hand angehalten; setzen Sie es fort</translation>
    </message>
    <message>
        <source>sending as fast as the service allows</source>
        <translation>sendet so schnell, wie der Dienst es erlaubt</translation>
    </message>
    <message>
        <source>the workspace was moved, copied or restored; check what was sent, then resume it</source>
        <translation>der Arbeitsbereich wurde verschoben, kopiert oder wiederhergestellt; prüfen Sie, was gesendet wurde, und setzen Sie dann fort</translation>
    </message>
    <message>
        <source>the email service refused many emails in a row; look at the log for its reason, then resume</source>
        <translation>der E-Mail-Dienst hat viele E-Mails nacheinander abgelehnt; sehen Sie im Verlauf nach dem Grund und setzen Sie dann fort</translation>
    </message>
    <message>
        <source>some emails are tried again a little later; sending goes on by itself</source>
        <translation>einige E-Mails werden etwas später noch einmal versucht; das Senden geht von selbst weiter</translation>
    </message>
    <message>
        <source>the email service has switched sending off; look at the account there, then resume</source>
        <translation>der E-Mail-Dienst hat das Senden abgeschaltet; sehen Sie dort im Konto nach und setzen Sie dann fort</translation>
    </message>
    <message>
        <source>the send was stopped before their turn</source>
        <translation>der Versand wurde gestoppt, bevor sie an der Reihe waren</translation>
    </message>
    <message>
        <source>the address bounced for good</source>
        <translation>die Adresse ist endgültig zurückgekommen</translation>
    </message>
    <message>
        <source>complained about an email</source>
        <translation>hat sich über eine E-Mail beschwert</translation>
    </message>
    <message>
        <source>on your suppression list</source>
        <translation>steht auf Ihrer Sperrliste</translation>
    </message>
    <message>
        <source>it was on its way when the program ended; an event will tell whether it arrived</source>
        <translation>sie war unterwegs, als das Programm endete; eine Rückmeldung sagt, ob sie ankam</translation>
    </message>
    <message>
        <source>the email service gave many answers that cannot be understood; those emails are in doubt, check the endpoint, then resume</source>
        <translation>der E-Mail-Dienst gab viele Antworten, die nicht zu verstehen sind; diese E-Mails sind ungeklärt, prüfen Sie die Adresse des Dienstes und setzen Sie dann fort</translation>
    </message>
    <message>
        <source>the email service cannot be reached; check the network and the endpoint, then resume</source>
        <translation>der E-Mail-Dienst ist nicht erreichbar; prüfen Sie das Netzwerk und die Adresse des Dienstes und setzen Sie dann fort</translation>
    </message>
    <message>
        <source>unsubscribed</source>
        <translation>abgemeldet</translation>
    </message>
    <message>
        <source>There is no list of people for &quot;{fact}&quot;; open one from a figure of a report.</source>
        <translation>Zu „{fact}“ gibt es keine Liste von Personen; öffnen Sie eine über eine Zahl eines Berichts.</translation>
    </message>
    <message>
        <source>The credentials in {where} lack {name}. Add it and try again.</source>
        <translation>Den Zugangsdaten in {where} fehlt {name}. Ergänzen Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The environment variable {name} is not set. Set it before starting the program, or choose another source of credentials.</source>
        <translation>Die Umgebungsvariable {name} ist nicht gesetzt. Setzen Sie sie vor dem Start des Programms oder wählen Sie eine andere Quelle der Zugangsdaten.</translation>
    </message>
    <message>
        <source>The credentials file {path} holds no access key in JSON or INI form. Check its content.</source>
        <translation>Die Datei {path} mit den Zugangsdaten enthält keinen Zugriffsschlüssel in JSON- oder INI-Form. Prüfen Sie den Inhalt.</translation>
    </message>
    <message>
        <source>Other users may read the credentials file {path}, so it was not used. Make it yours alone (mode 0600).</source>
        <translation>Andere Benutzer können die Datei {path} mit den Zugangsdaten lesen, deshalb wurde sie nicht verwendet. Geben Sie nur sich selbst Zugriff (Modus 0600).</translation>
    </message>
    <message>
        <source>The credentials file {path} cannot be read. Check that it exists, is yours and is smaller than 64 KB.</source>
        <translation>Die Datei {path} mit den Zugangsdaten kann nicht gelesen werden. Prüfen Sie, ob es sie gibt, ob sie Ihnen gehört und kleiner als 64 KB ist.</translation>
    </message>
    <message>
        <source>The keychain refused access. Unlock it and allow the program, then try again.</source>
        <translation>Der Schlüsselbund hat den Zugriff verweigert. Entsperren Sie ihn, erlauben Sie dem Programm den Zugriff und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The keychain reported a fault. The details say which; nothing was stored.</source>
        <translation>Der Schlüsselbund meldet einen Fehler. Die Einzelheiten sagen, welchen; nichts wurde gespeichert.</translation>
    </message>
    <message>
        <source>The keychain did not answer within 10 seconds. It may be waiting for you to unlock it; then try again.</source>
        <translation>Der Schlüsselbund hat 10 Sekunden lang nicht geantwortet. Vielleicht wartet er darauf, dass Sie ihn entsperren; versuchen Sie es danach erneut.</translation>
    </message>
    <message>
        <source>This computer has no keychain that can be used. Use environment variables, an AWS profile or a private file instead.</source>
        <translation>Dieser Computer hat keinen nutzbaren Schlüsselbund. Verwenden Sie stattdessen Umgebungsvariablen, ein AWS-Profil oder eine private Datei.</translation>
    </message>
    <message>
        <source>The keychain holds no secret for this connection. Enter the credentials again; they are asked for after a change of endpoint or account.</source>
        <translation>Der Schlüsselbund enthält kein Geheimnis für diese Verbindung. Geben Sie die Zugangsdaten erneut ein; danach wird nach einem Wechsel der Adresse oder des Kontos gefragt.</translation>
    </message>
    <message>
        <source>The AWS profile {profile} was not found in {path}. Check the name, or create it with the AWS tools.</source>
        <translation>Das AWS-Profil {profile} wurde in {path} nicht gefunden. Prüfen Sie den Namen oder legen Sie es mit den AWS-Werkzeugen an.</translation>
    </message>
    <message>
        <source>The AWS profile {profile} gets its keys through {setting}, which is not supported. Use a profile with an access key, or environment variables.</source>
        <translation>Das AWS-Profil {profile} bekommt seine Schlüssel über {setting}, was nicht unterstützt wird. Verwenden Sie ein Profil mit Zugriffsschlüssel oder Umgebungsvariablen.</translation>
    </message>
    <message>
        <source>The field &quot;{field}&quot; has different types in the datasets that hold this event; choose one dataset.</source>
        <translation>Das Feld „{field}“ hat in den Tabellen mit diesem Ereignis verschiedene Arten; wählen Sie eine Tabelle.</translation>
    </message>
    <message>
        <source>What to compute over the events is not understood.</source>
        <translation>Es ist nicht klar, was über die Ereignisse berechnet werden soll.</translation>
    </message>
    <message>
        <source>The number of units must be a whole number from 0 to 100,000,000.</source>
        <translation>Die Anzahl der Einheiten muss eine ganze Zahl von 0 bis 100.000.000 sein.</translation>
    </message>
    <message>
        <source>The span of time is not understood; say for example the last 90 days.</source>
        <translation>Die Zeitspanne ist nicht verständlich; sagen Sie zum Beispiel: die letzten 90 Tage.</translation>
    </message>
    <message>
        <source>true or false is expected here.</source>
        <translation>Hier wird wahr oder falsch erwartet.</translation>
    </message>
    <message>
        <source>This group asks for any of nothing, so nobody meets it; add a condition or remove the group.</source>
        <translation>Diese Gruppe verlangt eines von nichts, daher erfüllt sie niemand; fügen Sie eine Bedingung hinzu oder entfernen Sie die Gruppe.</translation>
    </message>
    <message>
        <source>The name of a field is missing here, or stands where none belongs.</source>
        <translation>Hier fehlt der Name eines Feldes, oder er steht, wo keiner hingehört.</translation>
    </message>
    <message>
        <source>A group cannot be moved into itself; choose another place.</source>
        <translation>Eine Gruppe kann nicht in sich selbst verschoben werden; wählen Sie einen anderen Platz.</translation>
    </message>
    <message>
        <source>This segment was made by a newer version of the program (format {version}); update Audience-Sync to open it.</source>
        <translation>Dieses Segment stammt aus einer neueren Version des Programms (Format {version}); aktualisieren Sie Audience-Sync, um es zu öffnen.</translation>
    </message>
    <message>
        <source>The rule could not be compiled for a reason that was not recorded; please report this.</source>
        <translation>Die Regel konnte aus einem nicht festgehaltenen Grund nicht übersetzt werden; bitte melden Sie das.</translation>
    </message>
    <message>
        <source>This is not a segment: &quot;audience_segment&quot; and &quot;rule&quot; are missing.</source>
        <translation>Dies ist kein Segment: „audience_segment“ und „rule“ fehlen.</translation>
    </message>
    <message>
        <source>The condition at {path} cannot be written exactly in {dialect} SQL; count it in the workspace instead.</source>
        <translation>Die Bedingung bei {path} lässt sich in {dialect}-SQL nicht genau schreiben; zählen Sie sie stattdessen im Arbeitsbereich.</translation>
    </message>
    <message>
        <source>The rule has no part at {path}; it may have been changed meanwhile.</source>
        <translation>Die Regel hat bei {path} keinen Teil; sie wurde womöglich inzwischen geändert.</translation>
    </message>
    <message>
        <source>This part is neither a group nor a condition; remove it or give it a type.</source>
        <translation>Dieser Teil ist weder Gruppe noch Bedingung; entfernen Sie ihn oder geben Sie ihm eine Art.</translation>
    </message>
    <message>
        <source>The part at {path} is no group, so nothing can be added to it; choose a group.</source>
        <translation>Der Teil bei {path} ist keine Gruppe, daher kann nichts hinzugefügt werden; wählen Sie eine Gruppe.</translation>
    </message>
    <message>
        <source>This is not a segment: a segment file holds one JSON object.</source>
        <translation>Dies ist kein Segment: Eine Segmentdatei enthält ein JSON-Objekt.</translation>
    </message>
    <message>
        <source>A number of at most 18 digits is expected here.</source>
        <translation>Hier wird eine Zahl mit höchstens 18 Ziffern erwartet.</translation>
    </message>
    <message>
        <source>The field &quot;{field}&quot; holds no numbers; only distinct values of it can be counted.</source>
        <translation>Das Feld „{field}“ enthält keine Zahlen; es lassen sich nur verschiedene Werte zählen.</translation>
    </message>
    <message>
        <source>The operator {op} does not apply to {field}, which is of the type {type}; choose another operator.</source>
        <translation>Der Vergleich {op} passt nicht zu {field} ({type}); wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The text of the rule is not understood at character {offset}: {expected} is expected.</source>
        <translation>Der Text der Regel ist bei Zeichen {offset} nicht verständlich: {expected} wird erwartet.</translation>
    </message>
    <message>
        <source>A text is expected here.</source>
        <translation>Hier wird ein Text erwartet.</translation>
    </message>
    <message>
        <source>The rule is nested more than {limit} levels deep; flatten some of its groups.</source>
        <translation>Die Regel ist mehr als {limit} Ebenen tief verschachtelt; fassen Sie einige Gruppen zusammen.</translation>
    </message>
    <message>
        <source>&quot;{of}&quot; cannot be computed; use count, sum, avg, min, max or distinct.</source>
        <translation>„{of}“ kann nicht berechnet werden; verwenden Sie count, sum, avg, min, max oder distinct.</translation>
    </message>
    <message>
        <source>There is no dataset of events named &quot;{dataset}&quot;.</source>
        <translation>Es gibt keine Ereignistabelle namens „{dataset}“.</translation>
    </message>
    <message>
        <source>&quot;{do}&quot; is not understood; use did or did_not.</source>
        <translation>„{do}“ ist nicht verständlich; verwenden Sie did oder did_not.</translation>
    </message>
    <message>
        <source>No event named &quot;{event}&quot; is in the data yet, so nobody has done it.</source>
        <translation>In den Daten gibt es noch kein Ereignis „{event}“, daher hat es niemand getan.</translation>
    </message>
    <message>
        <source>There is no field &quot;{field}&quot; in the data; choose another or import it.</source>
        <translation>In den Daten gibt es kein Feld „{field}“; wählen Sie ein anderes oder importieren Sie es.</translation>
    </message>
    <message>
        <source>The condition has a member &quot;{member}&quot; that this version does not understand; remove it or update the program.</source>
        <translation>Die Bedingung enthält „{member}“, was diese Version nicht versteht; entfernen Sie es oder aktualisieren Sie das Programm.</translation>
    </message>
    <message>
        <source>The operator &quot;{op}&quot; is not known here; choose another.</source>
        <translation>Der Vergleich „{op}“ ist hier nicht bekannt; wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>This version does not know conditions of the type &quot;{type}&quot;; the rule keeps it but cannot be counted.</source>
        <translation>Diese Version kennt keine Bedingungen der Art „{type}“; die Regel behält sie, kann aber nicht gezählt werden.</translation>
    </message>
    <message>
        <source>The unit of time is not known; use minutes, hours, days, weeks, months or years.</source>
        <translation>Die Zeiteinheit ist nicht bekannt; verwenden Sie minutes, hours, days, weeks, months oder years.</translation>
    </message>
    <message>
        <source>&quot;{which}&quot; is not understood; use first or last.</source>
        <translation>„{which}“ ist nicht verständlich; verwenden Sie first oder last.</translation>
    </message>
    <message>
        <source>A value is missing here.</source>
        <translation>Hier fehlt ein Wert.</translation>
    </message>
    <message>
        <source>This value does not fit {field}, which is of the type {type}; correct the value.</source>
        <translation>Dieser Wert passt nicht zu {field} ({type}); berichtigen Sie den Wert.</translation>
    </message>
    <message>
        <source>A list of values is expected here ({count}).</source>
        <translation>Hier wird eine Liste von Werten erwartet ({count}).</translation>
    </message>
    <message>
        <source>A span in minutes or hours does not fit {field}, which holds dates without a time; use days.</source>
        <translation>Eine Spanne in Minuten oder Stunden passt nicht zu {field}, das Daten ohne Uhrzeit enthält; verwenden Sie Tage.</translation>
    </message>
    <message>
        <source>The answer of Amazon SES to {call} cannot be read, so nothing was taken from it; check the endpoint of the connection.</source>
        <translation>Die Antwort von Amazon SES auf {call} kann nicht gelesen werden, daher wurde nichts daraus übernommen; prüfen Sie die Adresse der Verbindung.</translation>
    </message>
    <message>
        <source>Amazon SES refused these keys ({code}); check the credentials, their rights and the region.</source>
        <translation>Amazon SES hat diese Schlüssel abgelehnt ({code}); prüfen Sie die Zugangsdaten, ihre Rechte und die Region.</translation>
    </message>
    <message>
        <source>Amazon SES answered with an error ({status} {code}); try again later or look at the details.</source>
        <translation>Amazon SES hat einen Fehler gemeldet ({status} {code}); versuchen Sie es später erneut oder sehen Sie sich die Einzelheiten an.</translation>
    </message>
    <message>
        <source>Amazon SES does not know {identity} in this region, so nothing can be sent in its name; verify it there first.</source>
        <translation>Amazon SES kennt {identity} in dieser Region nicht, daher kann in diesem Namen nichts gesendet werden; bestätigen Sie die Adresse dort zuerst.</translation>
    </message>
    <message>
        <source>The size of the pictures is not understood; write it like 1280x800,2560x1440.</source>
        <translation>Die Größe der Bilder ist nicht verständlich; schreiben Sie sie wie 1280x800,2560x1440.</translation>
    </message>
    <message>
        <source>There is no &quot;{part}&quot; to take a picture of; the list of pictures is older than the page.</source>
        <translation>Es gibt kein „{part}“, von dem ein Bild gemacht werden könnte; die Liste der Bilder ist älter als die Seite.</translation>
    </message>
    <message>
        <source>The page &quot;{page}&quot; did not come to rest, so no picture was taken; try again.</source>
        <translation>Die Seite „{page}“ kam nicht zur Ruhe, deshalb wurde kein Bild gemacht; versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The queue&apos;s answer cannot be read, so no events came in this time; check the endpoint of the connection.</source>
        <translation>Die Antwort der Warteschlange kann nicht gelesen werden, daher kamen diesmal keine Ereignisse herein; prüfen Sie die Adresse der Verbindung.</translation>
    </message>
    <message>
        <source>The queue refused these keys ({code}), so no events come in; check the credentials and their rights.</source>
        <translation>Die Warteschlange hat diese Schlüssel abgelehnt ({code}), daher kommen keine Ereignisse herein; prüfen Sie die Zugangsdaten und ihre Rechte.</translation>
    </message>
    <message>
        <source>The queue answered with an error ({status} {code}), so no events came in this time; it is tried again at the next poll.</source>
        <translation>Die Warteschlange hat einen Fehler gemeldet ({status} {code}), daher kamen diesmal keine Ereignisse herein; beim nächsten Abruf wird es erneut versucht.</translation>
    </message>
    <message>
        <source>The queue {queue} does not exist, so no events come in; check its URL and region in the connection.</source>
        <translation>Die Warteschlange {queue} gibt es nicht, daher kommen keine Ereignisse herein; prüfen Sie ihre URL und Region in der Verbindung.</translation>
    </message>
    <message>
        <source>Another program is using the workspace and did not let go in time; try again in a moment.</source>
        <translation>Ein anderes Programm benutzt den Arbeitsbereich und hat ihn nicht rechtzeitig freigegeben; versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The file {path} cannot be opened ({reason}); check that it exists and that you may read and write it.</source>
        <translation>Die Datei {path} kann nicht geöffnet werden ({reason}); prüfen Sie, ob es sie gibt und ob Sie sie lesen und schreiben dürfen.</translation>
    </message>
    <message>
        <source>The change contradicts other data in the workspace and was not saved; this is a fault of the program, please report it.</source>
        <translation>Die Änderung widerspricht anderen Daten im Arbeitsbereich und wurde nicht gespeichert; das ist ein Programmfehler, bitte melden Sie ihn.</translation>
    </message>
    <message>
        <source>The disk is full, so the last change was not saved; free some space and try again.</source>
        <translation>Der Datenträger ist voll, deshalb wurde die letzte Änderung nicht gespeichert; schaffen Sie Platz und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The database refused a statement, so nothing was changed; this is a fault of the program, please report it.</source>
        <translation>Die Datenbank hat eine Anweisung abgelehnt, daher wurde nichts geändert; das ist ein Programmfehler, bitte melden Sie ihn.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read ({reason}); check its permissions.</source>
        <translation>Die Datei {path} kann nicht gelesen werden ({reason}); prüfen Sie ihre Zugriffsrechte.</translation>
    </message>
    <message>
        <source>The file {path} cannot be written ({reason}); check the folder&apos;s permissions and the free space.</source>
        <translation>Die Datei {path} kann nicht geschrieben werden ({reason}); prüfen Sie die Rechte des Ordners und den freien Platz.</translation>
    </message>
    <message>
        <source>The disk reported an error, so the last change was not saved; check the disk and the connection to it.</source>
        <translation>Der Datenträger meldet einen Fehler, deshalb wurde die letzte Änderung nicht gespeichert; prüfen Sie den Datenträger und seine Verbindung.</translation>
    </message>
    <message>
        <source>The file {path} is not a database; choose a workspace file.</source>
        <translation>Die Datei {path} ist keine Datenbank; wählen Sie eine Arbeitsbereichsdatei.</translation>
    </message>
    <message>
        <source>The workspace file may not be changed; check its permissions and whether the disk is read-only.</source>
        <translation>Die Arbeitsbereichsdatei darf nicht geändert werden; prüfen Sie ihre Rechte und ob der Datenträger schreibgeschützt ist.</translation>
    </message>
    <message>
        <source>Line {line} is neither an address nor a hash, so nothing was imported; correct it and import again.</source>
        <translation>Zeile {line} ist weder eine Adresse noch ein Hash, deshalb wurde nichts importiert; berichtigen Sie sie und importieren Sie erneut.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read, so nobody was blocked; check that it exists and that you may read it.</source>
        <translation>Die Datei {path} kann nicht gelesen werden, deshalb wurde niemand gesperrt; prüfen Sie, ob es sie gibt und ob Sie sie lesen dürfen.</translation>
    </message>
    <message>
        <source>This template was made by a newer version of the program (format {version}); update Audience-Sync to open it.</source>
        <translation>Diese Vorlage stammt aus einer neueren Version des Programms (Format {version}); aktualisieren Sie Audience-Sync, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>The saved template is damaged; restore a backup of the workspace.</source>
        <translation>Die gespeicherte Vorlage ist beschädigt; stellen Sie eine Sicherung des Arbeitsbereichs wieder her.</translation>
    </message>
    <message>
        <source>The test was not sent: {code}. Nothing left; look at the connection and try again.</source>
        <translation>Der Test wurde nicht gesendet: {code}. Nichts ging hinaus; sehen Sie sich die Verbindung an und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Nobody knows whether the test to {address} left: the answer did not come. Look into the mailbox before trying again.</source>
        <translation>Niemand weiß, ob der Test an {address} hinausging: Die Antwort kam nicht. Sehen Sie ins Postfach, bevor Sie es erneut versuchen.</translation>
    </message>
    <message>
        <source>{address} is on the list of addresses that are never written to, so no test was sent; use another one.</source>
        <translation>{address} steht auf der Liste der Adressen, an die nie geschrieben wird, deshalb wurde kein Test gesendet; verwenden Sie eine andere.</translation>
    </message>
    <message>
        <source>There is no field &quot;{field}&quot; in &quot;{dataset}&quot;, so it would be empty for everybody; check its spelling.</source>
        <translation>In „{dataset}“ gibt es kein Feld „{field}“, es wäre also bei allen leer; prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is not understood as what to do where a field is empty; choose empty, skip or stop.</source>
        <translation>Was bei leerem Feld geschehen soll, ist mit „{value}“ nicht verständlich; wählen Sie empty, skip oder stop.</translation>
    </message>
    <message>
        <source>The template cannot be read; correct its errors first.</source>
        <translation>Die Vorlage kann nicht gelesen werden; berichtigen Sie zuerst ihre Fehler.</translation>
    </message>
    <message>
        <source>&quot;{key}&quot; cannot be the key of a topic; use up to 64 letters, digits, hyphens and underscores.</source>
        <translation>„{key}“ kann kein Kürzel eines Themas sein; verwenden Sie bis zu 64 Buchstaben, Ziffern, Binde- und Unterstriche.</translation>
    </message>
    <message>
        <source>&quot;{kind}&quot; is no kind of topic; use opt-in, opt-out or required.</source>
        <translation>„{kind}“ ist keine Art von Thema; verwenden Sie opt-in, opt-out oder required.</translation>
    </message>
    <message>
        <source>The file {path} contains a database object that this program did not make or lacks one ({object}); it may have been tampered with and is not opened.</source>
        <translation>Die Datei {path} enthält ein Datenbankobjekt, das nicht von diesem Programm stammt, oder es fehlt eines ({object}); sie wurde womöglich manipuliert und wird nicht geöffnet.</translation>
    </message>
    <message>
        <source>Rows of the table {table} refer to something that is gone; restore a backup.</source>
        <translation>Zeilen der Tabelle {table} verweisen auf etwas, das es nicht mehr gibt; stellen Sie eine Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The workspace {path} is a copy of {known}, so nothing is sent from it and nobody gets an email twice; make it a workspace of its own if it shall send.</source>
        <translation>Der Arbeitsbereich {path} ist eine Kopie von {known}; deshalb wird nichts daraus gesendet, und niemand erhält eine E-Mail doppelt. Machen Sie ihn zu einem eigenen Arbeitsbereich, wenn er senden soll.</translation>
    </message>
    <message>
        <source>The file {path} is damaged; it was not changed, restore a backup or copy it again.</source>
        <translation>Die Datei {path} ist beschädigt; sie wurde nicht geändert, stellen Sie eine Sicherung wieder her oder kopieren Sie sie erneut.</translation>
    </message>
    <message>
        <source>The file {path} is empty and so is no workspace; choose another file or create one under another name.</source>
        <translation>Die Datei {path} ist leer und daher kein Arbeitsbereich; wählen Sie eine andere Datei oder legen Sie einen unter anderem Namen an.</translation>
    </message>
    <message>
        <source>There is already a file {path}; choose another name, nothing was overwritten.</source>
        <translation>Es gibt schon eine Datei {path}; wählen Sie einen anderen Namen, nichts wurde überschrieben.</translation>
    </message>
    <message>
        <source>{path} is a folder, not a workspace file; choose a file that ends in .audience.</source>
        <translation>{path} ist ein Ordner und keine Arbeitsbereichsdatei; wählen Sie eine Datei, die auf .audience endet.</translation>
    </message>
    <message>
        <source>The workspace {path} was at {known} before, so nothing is sent from it; confirm that it was moved.</source>
        <translation>Der Arbeitsbereich {path} lag vorher unter {known}, deshalb wird nichts daraus gesendet; bestätigen Sie, dass er verschoben wurde.</translation>
    </message>
    <message>
        <source>The workspace {path} lies on a network drive ({type}), where two computers can damage it; move it to a local disk.</source>
        <translation>Der Arbeitsbereich {path} liegt auf einem Netzlaufwerk ({type}), wo zwei Computer ihn beschädigen können; verschieben Sie ihn auf einen lokalen Datenträger.</translation>
    </message>
    <message>
        <source>The file {path} was made by a newer version of the program (format {version}, this one knows {known}); update the program, the file was not touched.</source>
        <translation>Die Datei {path} stammt aus einer neueren Version des Programms (Format {version}, diese kennt {known}); aktualisieren Sie das Programm, die Datei blieb unberührt.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist, so {path} cannot be made there; make the folder first.</source>
        <translation>Den Ordner {folder} gibt es nicht, daher kann {path} dort nicht angelegt werden; legen Sie zuerst den Ordner an.</translation>
    </message>
    <message>
        <source>The disk does not support the journal that workspaces need (it offers {mode}); choose a folder on a local disk.</source>
        <translation>Der Datenträger unterstützt das Journal nicht, das Arbeitsbereiche brauchen (er bietet {mode}); wählen Sie einen Ordner auf einem lokalen Datenträger.</translation>
    </message>
    <message>
        <source>The file {path} is not a workspace of this program; it was left as it is.</source>
        <translation>Die Datei {path} ist kein Arbeitsbereich dieses Programms; sie blieb, wie sie ist.</translation>
    </message>
    <message>
        <source>There is no file {path}; check the name or create a workspace.</source>
        <translation>Es gibt keine Datei {path}; prüfen Sie den Namen oder legen Sie einen Arbeitsbereich an.</translation>
    </message>
    <message>
        <source>The workspace {path} was neither moved nor restored, so there is nothing to confirm.</source>
        <translation>Der Arbeitsbereich {path} wurde weder verschoben noch wiederhergestellt, es gibt also nichts zu bestätigen.</translation>
    </message>
    <message>
        <source>The workspace {path} needs no trust: this computer knows it already.</source>
        <translation>Der Arbeitsbereich {path} braucht kein Vertrauen: Dieser Computer kennt ihn schon.</translation>
    </message>
    <message>
        <source>The file {path} may not be changed; check its permissions or open it read-only.</source>
        <translation>Die Datei {path} darf nicht geändert werden; prüfen Sie ihre Rechte oder öffnen Sie sie nur zum Lesen.</translation>
    </message>
    <message>
        <source>The workspace {path} is open for reading only, so nothing can be changed; open it normally.</source>
        <translation>Der Arbeitsbereich {path} ist nur zum Lesen geöffnet, daher kann nichts geändert werden; öffnen Sie ihn normal.</translation>
    </message>
    <message>
        <source>The workspace {path} is older than what this computer knows of it or was used elsewhere meanwhile, so nothing is sent from it; confirm it after its running campaigns were reconciled.</source>
        <translation>Der Arbeitsbereich {path} ist älter als das, was dieser Computer von ihm weiß, oder wurde inzwischen anderswo benutzt; deshalb wird nichts daraus gesendet. Bestätigen Sie ihn, nachdem seine laufenden Kampagnen abgeglichen wurden.</translation>
    </message>
    <message>
        <source>The workspace {path} lies in a folder that {service} synchronises, which can damage it; move it to a local folder and save copies there instead.</source>
        <translation>Der Arbeitsbereich {path} liegt in einem Ordner, den {service} abgleicht, was ihn beschädigen kann; verschieben Sie ihn in einen lokalen Ordner und legen Sie dort nur Kopien ab.</translation>
    </message>
    <message>
        <source>The end of the file {path} is missing, perhaps after an interrupted copy; copy it again or restore a backup.</source>
        <translation>Das Ende der Datei {path} fehlt, vielleicht nach einem abgebrochenen Kopieren; kopieren Sie sie erneut oder stellen Sie eine Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The folder of {path} cannot be reached; check its name and permissions.</source>
        <translation>Der Ordner von {path} ist nicht erreichbar; prüfen Sie Namen und Zugriffsrechte.</translation>
    </message>
    <message>
        <source>This computer does not know the workspace {path}, so nothing is sent from it; trust it if you know where it comes from.</source>
        <translation>Dieser Computer kennt den Arbeitsbereich {path} nicht, deshalb wird nichts daraus gesendet; vertrauen Sie ihm, wenn Sie wissen, woher er kommt.</translation>
    </message>
    <message>
        <source>The time zone &quot;{zone}&quot; is not known; choose one such as Europe/Berlin.</source>
        <translation>Die Zeitzone „{zone}“ ist nicht bekannt; wählen Sie eine wie Europe/Berlin.</translation>
    </message>
    <message>
        <source>These rows were found by a check on &quot;{column}&quot;, which no rule can say; filter the column instead, or select people.</source>
        <translation>Diese Zeilen hat eine Prüfung von „{column}“ gefunden, die keine Regel ausdrücken kann; filtern Sie stattdessen die Spalte oder wählen Sie Personen aus.</translation>
    </message>
    <message>
        <source>A rule about events cannot test &quot;{column}&quot; in this way; use one name of the event, or the last days.</source>
        <translation>Eine Regel über Ereignisse kann „{column}“ so nicht prüfen; verwenden Sie einen Namen des Ereignisses oder die letzten Tage.</translation>
    </message>
    <message>
        <source>Filter the rows or select some people first; a segment needs a rule.</source>
        <translation>Filtern Sie zuerst die Zeilen oder wählen Sie Personen aus; ein Segment braucht eine Regel.</translation>
    </message>
    <message>
        <source>The rows of &quot;{dataset}&quot; belong to nobody, so they are no segment; open the people or what they did.</source>
        <translation>Die Zeilen von „{dataset}“ gehören zu niemandem, daher sind sie kein Segment; öffnen Sie die Personen oder was sie getan haben.</translation>
    </message>
    <message>
        <source>There is no check named &quot;{check}&quot;; list the checks to see which there are.</source>
        <translation>Es gibt keine Prüfung namens „{check}“; lassen Sie auflisten, welche es gibt.</translation>
    </message>
    <message>
        <source>&quot;{person}&quot; stands in several rows and &quot;{time}&quot; says when: each row is something a person did.</source>
        <translation>„{person}“ steht in mehreren Zeilen, und „{time}“ sagt, wann: Jede Zeile ist etwas, das eine Person getan hat.</translation>
    </message>
    <message>
        <source>No column names a person with a time or an address, so the rows are a list.</source>
        <translation>Keine Spalte nennt eine Person mit einer Zeit oder einer Adresse, daher sind die Zeilen eine Liste.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; says what happened, &quot;{time}&quot; when and &quot;{person}&quot; to whom: each row is something a person did.</source>
        <translation>„{name}“ sagt, was geschah, „{time}“, wann, und „{person}“, bei wem: Jede Zeile ist etwas, das eine Person getan hat.</translation>
    </message>
    <message>
        <source>&quot;{email}&quot; holds one address per row: each row is a person.</source>
        <translation>„{email}“ enthält eine Adresse je Zeile: Jede Zeile ist eine Person.</translation>
    </message>
    <message>
        <source>&quot;{key}&quot; is different in every row and other columns describe a person: each row is a person.</source>
        <translation>„{key}“ ist in jeder Zeile anders, und andere Spalten beschreiben eine Person: Jede Zeile ist eine Person.</translation>
    </message>
    <message>
        <source>&quot;{person}&quot; is different in every row: each row is a person.</source>
        <translation>„{person}“ ist in jeder Zeile anders: Jede Zeile ist eine Person.</translation>
    </message>
    <message>
        <source>&quot;{order}&quot; is an order of &quot;{person}&quot;, &quot;{time}&quot; says when and &quot;{value}&quot; how much: each row is a purchase.</source>
        <translation>„{order}“ ist eine Bestellung von „{person}“, „{time}“ sagt, wann, und „{value}“, wie viel: Jede Zeile ist ein Kauf.</translation>
    </message>
    <message>
        <source>&quot;{person}&quot; says who, &quot;{time}&quot; when and &quot;{value}&quot; how much: each row is a purchase.</source>
        <translation>„{person}“ sagt, wer, „{time}“, wann, und „{value}“, wie viel: Jede Zeile ist ein Kauf.</translation>
    </message>
    <message>
        <source>The import into &quot;{dataset}&quot; cannot be taken back any more because something was changed since; restore a copy of the workspace if you need the rows of before.</source>
        <translation>Der Import in „{dataset}“ lässt sich nicht mehr zurücknehmen, weil seither etwas geändert wurde; stellen Sie eine Kopie des Arbeitsbereichs wieder her, wenn Sie die Zeilen von vorher brauchen.</translation>
    </message>
    <message>
        <source>The file {path} is not a list but a picture or another kind of file; export the list as CSV and choose that file.</source>
        <translation>Die Datei {path} ist keine Liste, sondern ein Bild oder eine andere Art von Datei; exportieren Sie die Liste als CSV und wählen Sie diese Datei.</translation>
    </message>
    <message>
        <source>Nothing in this row tells who or what it is about.</source>
        <translation>Nichts in dieser Zeile sagt, um wen oder was es geht.</translation>
    </message>
    <message>
        <source>The row holds damaged characters that no program can read; save the file as text (CSV) again.</source>
        <translation>Die Zeile enthält beschädigte Zeichen, die kein Programm lesen kann; speichern Sie die Datei noch einmal als Text (CSV).</translation>
    </message>
    <message>
        <source>This row is about the same as an earlier row of the file and replaced it.</source>
        <translation>In dieser Zeile geht es um dasselbe wie in einer früheren Zeile der Datei; sie hat die frühere ersetzt.</translation>
    </message>
    <message>
        <source>The file {path} is an Excel workbook or an archive, not a CSV file; save the sheet as CSV and choose that file.</source>
        <translation>Die Datei {path} ist eine Excel-Arbeitsmappe oder ein Archiv und keine CSV-Datei; speichern Sie das Blatt als CSV und wählen Sie diese Datei.</translation>
    </message>
    <message>
        <source>The pattern is not understood ({reason}); correct it.</source>
        <translation>Das Muster ist nicht verständlich ({reason}); berichtigen Sie es.</translation>
    </message>
    <message>
        <source>The pattern is not understood ({reason}); correct it, or use contains for plain words.</source>
        <translation>Das Muster ist nicht verständlich ({reason}); berichtigen Sie es oder verwenden Sie „enthält“ für gewöhnliche Wörter.</translation>
    </message>
    <message>
        <source>{field} is of the type {type} and {other} of the type {other_type}, so they cannot be compared; choose two of one type.</source>
        <translation>{field} ist von der Art {type} und {other} von der Art {other_type}, daher lassen sie sich nicht vergleichen; wählen Sie zwei von derselben Art.</translation>
    </message>
    <message>
        <source>{field}, which is of the type {type}, has no {part}; choose another field.</source>
        <translation>{field} ({type}) hat den Teil „{part}“ nicht; wählen Sie ein anderes Feld.</translation>
    </message>
    <message>
        <source>The unit of the calendar is not known; use day, week, month, quarter or year.</source>
        <translation>Die Einheit des Kalenders ist nicht bekannt; verwenden Sie day, week, month, quarter oder year.</translation>
    </message>
    <message>
        <source>&quot;{part}&quot; is no part of a value that can be tested; choose another.</source>
        <translation>„{part}“ ist kein Teil eines Wertes, der sich prüfen lässt; wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The day on which weeks start is not known; use monday to sunday.</source>
        <translation>Der Tag, an dem Wochen beginnen, ist nicht bekannt; verwenden Sie monday bis sunday.</translation>
    </message>
    <message>
        <source>A time zone such as Europe/Berlin is expected here, or the field that names it.</source>
        <translation>Hier wird eine Zeitzone wie Europe/Berlin erwartet oder das Feld, das sie nennt.</translation>
    </message>
    <message>
        <source>The field {field} holds no texts, so it cannot name time zones; choose another.</source>
        <translation>Das Feld {field} enthält keine Texte und kann daher keine Zeitzonen nennen; wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>A time zone means nothing for this test of {field}, which is of the type {type}; remove it.</source>
        <translation>Eine Zeitzone ist bei dieser Prüfung von {field} ({type}) ohne Bedeutung; entfernen Sie sie.</translation>
    </message>
    <message>
        <source>Your postal address is missing where the email shows it; mailbox providers and the law ask for it. Fill it in once, in the settings of the workspace.</source>
        <translation>Ihre Postanschrift fehlt dort, wo die E-Mail sie zeigt; Mailanbieter und das Gesetz verlangen sie. Tragen Sie sie einmal ein, in den Einstellungen des Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>The name the emails come from is missing where the email shows it. Fill it in once, in the settings of the workspace.</source>
        <translation>Der Name des Absenders fehlt dort, wo die E-Mail ihn zeigt. Tragen Sie ihn einmal ein, in den Einstellungen des Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>The file {path} is no longer where it was, so nothing can be saved to it; put it back there, or save a copy elsewhere.</source>
        <translation>Die Datei {path} ist nicht mehr dort, wo sie war, daher lässt sich nichts darin speichern; legen Sie sie dorthin zurück oder speichern Sie eine Kopie an einem anderen Ort.</translation>
    </message>
    <message>
        <source>Buckets run from 0 to 9999, the smaller number first.</source>
        <translation>Die Teile einer Stichprobe tragen die Nummern 0 bis 9999; die kleinere steht zuerst.</translation>
    </message>
    <message>
        <source>The time between two events must be a whole number of minutes, hours, days or weeks, up to 10,000,000, and the first event has none.</source>
        <translation>Die Zeit zwischen zwei Ereignissen muss eine ganze Zahl von Minuten, Stunden, Tagen oder Wochen sein, höchstens 10.000.000; beim ersten Ereignis steht keine.</translation>
    </message>
    <message>
        <source>The path is not understood; write it like address.city, items[].sku or items[0].price.</source>
        <translation>Der Pfad ist nicht verständlich; schreiben Sie ihn wie address.city, items[].sku oder items[0].price.</translation>
    </message>
    <message>
        <source>A percentile needs two percentages from 0 to 100, the smaller one first, with at most 6 digits after the point.</source>
        <translation>Ein Perzentil braucht zwei Prozentwerte von 0 bis 100, den kleineren zuerst, mit höchstens 6 Nachkommastellen.</translation>
    </message>
    <message>
        <source>The ranking is not understood; say by what people are ranked and which of them belong, for example the top 100 by balance.</source>
        <translation>Die Rangfolge ist nicht verständlich; sagen Sie, wonach Personen geordnet werden und welche davon dazugehören, zum Beispiel die 100 mit dem höchsten Guthaben.</translation>
    </message>
    <message>
        <source>The number of people must be a whole number from 1 to 1,000,000,000.</source>
        <translation>Die Anzahl der Personen muss eine ganze Zahl von 1 bis 1.000.000.000 sein.</translation>
    </message>
    <message>
        <source>Only the last event of a sequence may be one that did not follow; use did or did_not.</source>
        <translation>Nur das letzte Ereignis einer Abfolge darf eines sein, das ausblieb; verwenden Sie did oder did_not.</translation>
    </message>
    <message>
        <source>The number of the step must be a whole number from 1 to {most}.</source>
        <translation>Die Nummer des Schritts muss eine ganze Zahl von 1 bis {most} sein.</translation>
    </message>
    <message>
        <source>A sequence needs from 2 to {most} events.</source>
        <translation>Eine Abfolge braucht 2 bis {most} Ereignisse.</translation>
    </message>
    <message>
        <source>The segment leads back to itself ({cycle}); remove one of these conditions.</source>
        <translation>Das Segment führt zu sich selbst zurück ({cycle}); entfernen Sie eine dieser Bedingungen.</translation>
    </message>
    <message>
        <source>The segment or list that is meant is missing here; choose one.</source>
        <translation>Hier fehlt, welches Segment oder welche Liste gemeint ist; wählen Sie etwas aus.</translation>
    </message>
    <message>
        <source>People have no key of text or whole numbers in the data, so lists and samples cannot be used.</source>
        <translation>Personen haben in den Daten keinen Schlüssel aus Text oder ganzen Zahlen, daher lassen sich Listen und Stichproben nicht verwenden.</translation>
    </message>
    <message>
        <source>The field &quot;{field}&quot; is of the type {type}, so people cannot be ranked by it; choose a number or a date.</source>
        <translation>Das Feld „{field}“ ist von der Art {type}, daher lassen sich Personen nicht danach ordnen; wählen Sie eine Zahl oder ein Datum.</translation>
    </message>
    <message>
        <source>{field} holds lists or objects; say with a path where in them to look.</source>
        <translation>{field} enthält Listen oder Objekte; sagen Sie mit einem Pfad, wo darin gesucht werden soll.</translation>
    </message>
    <message>
        <source>{field}, which is of the type {type}, has no parts that a path could lead to; remove the path.</source>
        <translation>{field} ({type}) hat keine Teile, zu denen ein Pfad führen könnte; entfernen Sie den Pfad.</translation>
    </message>
    <message>
        <source>The parts of this sequence contradict each other: use either times between events or one time for all, and a step to reach only where every event must happen.</source>
        <translation>Die Teile dieser Abfolge widersprechen einander: Verwenden Sie entweder Zeiten zwischen den Ereignissen oder eine Zeit für alle, und einen Schritt, der zu erreichen ist, nur dort, wo jedes Ereignis geschehen muss.</translation>
    </message>
    <message>
        <source>There is no list &quot;{list}&quot;; choose another or make it first.</source>
        <translation>Es gibt keine Liste „{list}“; wählen Sie eine andere oder legen Sie sie zuerst an.</translation>
    </message>
    <message>
        <source>&quot;{match}&quot; is not understood; use any, all or none, together with a path.</source>
        <translation>„{match}“ ist nicht verständlich; verwenden Sie any, all oder none, zusammen mit einem Pfad.</translation>
    </message>
    <message>
        <source>There is no segment &quot;{segment}&quot;; choose another or save it first.</source>
        <translation>Es gibt kein Segment „{segment}“; wählen Sie ein anderes oder speichern Sie es zuerst.</translation>
    </message>
    <message>
        <source>The text is not the seal of an audit log; the last line of an exported log is one.</source>
        <translation>Der Text ist kein Siegel eines Protokolls; die letzte Zeile eines exportierten Protokolls ist eines.</translation>
    </message>
    <message>
        <source>The seal over the first {size} entries of the audit log does not fit them; somebody edited the file.</source>
        <translation>Das Siegel über die ersten {size} Einträge des Protokolls passt nicht zu ihnen; jemand hat die Datei bearbeitet.</translation>
    </message>
    <message>
        <source>Two rules are compared; name two of files, --text &quot;...&quot; and --id ID.</source>
        <translation>Es werden zwei Regeln verglichen; nennen Sie zwei aus Dateien, --text &quot;...&quot; und --id ID.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of &quot;{column}&quot; say neither yes nor no (for example &quot;{example}&quot;); no consent was recorded for them.</source>
        <translation>
            <numerusform>%Ln Wert in „{column}“ sagt weder Ja noch Nein (zum Beispiel „{example}“); für ihn wurde keine Zustimmung vermerkt.</numerusform>
            <numerusform>%Ln Werte in „{column}“ sagen weder Ja noch Nein (zum Beispiel „{example}“); für sie wurde keine Zustimmung vermerkt.</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} of {rows} values of &quot;{column}&quot; are no dates (for example &quot;{example}&quot;), so the column stays text; choose Date as its type to leave those rows out, or mend the file.</source>
        <translation>{count} von {rows} Werten in „{column}“ sind keine Daten (zum Beispiel „{example}“), daher bleibt die Spalte Text; wählen Sie den Typ Datum, um diese Zeilen auszulassen, oder berichtigen Sie die Datei.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of &quot;{column}&quot; are no {type} (less than 1 %); their rows are rejected, set the type to text to keep them.</source>
        <translation>
            <numerusform>%Ln Wert in „{column}“ ist nicht vom Typ {type} (weniger als 1 %); seine Zeile wird abgelehnt, wählen Sie den Typ Text, um sie zu behalten.</numerusform>
            <numerusform>%Ln Werte in „{column}“ sind nicht vom Typ {type} (weniger als 1 %); ihre Zeilen werden abgelehnt, wählen Sie den Typ Text, um sie zu behalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>{rows} rows are lines of {orders} orders (&quot;{column}&quot;), and each row counts as a purchase of its own; bring a file with one row per order to count orders.</source>
        <translation>{rows} Zeilen sind Positionen von {orders} Bestellungen („{column}“), und jede Zeile zählt als eigener Kauf; eine Datei mit einer Zeile je Bestellung zählt Bestellungen.</translation>
    </message>
    <message>
        <source>There are no people in the workspace yet, so these rows belong to nobody; bring the list of people next.</source>
        <translation>Im Arbeitsbereich gibt es noch keine Personen, daher gehören diese Zeilen zu niemandem; bringen Sie als Nächstes die Liste der Personen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows are about the same as an earlier row and replaced it (the first is &quot;{key}&quot; in row {row}).</source>
        <translation>
            <numerusform>%Ln Zeile handelt vom selben wie eine frühere und ersetzte sie („{key}“ in Zeile {row}).</numerusform>
            <numerusform>%Ln Zeilen handeln vom selben wie eine frühere und ersetzten sie (die erste ist „{key}“ in Zeile {row}).</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} of {rows} values of &quot;{column}&quot; are no dates (for example &quot;{example}&quot;), so it cannot say when things happened; choose the type Date or Date and time for it to leave those rows out, or mend the file.</source>
        <translation>{count} von {rows} Werten in „{column}“ sind keine Daten (zum Beispiel „{example}“), daher kann die Spalte nicht sagen, wann etwas geschah; wählen Sie für sie den Typ Datum oder Datum und Uhrzeit, um diese Zeilen auszulassen, oder berichtigen Sie die Datei.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows above the header were skipped as titles.</source>
        <translation>
            <numerusform>%Ln Zeile über den Überschriften wurde als Titel übersprungen.</numerusform>
            <numerusform>%Ln Zeilen über den Überschriften wurden als Titel übersprungen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows were rejected and at most {limit} were allowed (the first is row {row}: {reason}); nothing was imported.</source>
        <translation>
            <numerusform>%Ln Zeile wurde abgelehnt, erlaubt waren höchstens {limit} (Zeile {row}: {reason}); nichts wurde importiert.</numerusform>
            <numerusform>%Ln Zeilen wurden abgelehnt, erlaubt waren höchstens {limit} (die erste ist Zeile {row}: {reason}); nichts wurde importiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Further down in the file the column &quot;{column}&quot; holds values of another type than at its beginning; read the whole file before importing it.</source>
        <translation>Weiter unten in der Datei enthält die Spalte „{column}“ Werte eines anderen Typs als am Anfang; lesen Sie die ganze Datei, bevor Sie sie importieren.</translation>
    </message>
    <message>
        <source>These rows belong to somebody who is not among the people of the workspace; bring the people of &quot;{column}&quot;, too, and they count.</source>
        <translation>Diese Zeilen gehören zu jemandem, der nicht unter den Personen des Arbeitsbereichs ist; bringen Sie auch die Personen aus „{column}“, dann zählen sie.</translation>
    </message>
    <message>
        <source>The file of tables is not understood at {at}; it says for a dataset of the workspace its table and, by field, its columns.</source>
        <translation>Die Datei der Tabellen ist bei {at} nicht verständlich; sie nennt für einen Datensatz des Arbeitsbereichs dessen Tabelle und je Feld deren Spalten.</translation>
    </message>
    <message>
        <source>There is no SQL dialect &quot;{dialect}&quot;; use sqlite, postgresql, redshift, snowflake, bigquery, databricks or fabric.</source>
        <translation>Den SQL-Dialekt „{dialect}“ gibt es nicht; verwenden Sie sqlite, postgresql, redshift, snowflake, bigquery, databricks oder fabric.</translation>
    </message>
    <message>
        <source>The topic &quot;{name}&quot; is in use by now, by a campaign or because people have answered it, so it stays.</source>
        <translation>Das Thema „{name}“ ist inzwischen in Gebrauch, durch eine Kampagne oder weil Personen es beantwortet haben, daher bleibt es.</translation>
    </message>
    <message>
        <source>No formula is given; name a file, or use --formula.</source>
        <translation>Es ist keine Formel angegeben; nennen Sie eine Datei, oder verwenden Sie --formula.</translation>
    </message>
    <message>
        <source>A sum of &quot;{field}&quot; is beyond what can be counted exactly; choose a shorter span of time, or a property with smaller numbers.</source>
        <translation>Eine Summe von „{field}“ übersteigt, was sich genau zählen lässt; wählen Sie einen kürzeren Zeitraum oder eine Eigenschaft mit kleineren Zahlen.</translation>
    </message>
    <message>
        <source>It cannot be told how long one of several conditions has been met when they may take turns; use conditions that all have to be met.</source>
        <translation>Wie lange eine von mehreren Bedingungen erfüllt ist, lässt sich nicht sagen, wenn sie sich abwechseln können; verwenden Sie Bedingungen, die alle erfüllt sein müssen.</translation>
    </message>
    <message>
        <source>Former answers to &quot;{type}&quot; are not recorded, so it cannot be told how long this has been so; only the number of events can be followed back.</source>
        <translation>Frühere Antworten auf „{type}“ sind nicht festgehalten, daher lässt sich nicht sagen, wie lange das so ist; zurückverfolgen lässt sich nur die Zahl von Ereignissen.</translation>
    </message>
    <message>
        <source>Only the number of events can be followed back; use a count instead.</source>
        <translation>Zurückverfolgen lässt sich nur die Zahl von Ereignissen; verwenden Sie stattdessen eine Anzahl.</translation>
    </message>
    <message>
        <source>This span of time has no fixed length, so it cannot be followed back; use minutes, hours, days or weeks, or two dates.</source>
        <translation>Dieser Zeitraum hat keine feste Länge und lässt sich daher nicht zurückverfolgen; verwenden Sie Minuten, Stunden, Tage oder Wochen oder zwei Daten.</translation>
    </message>
    <message>
        <source>There is no column &quot;{column}&quot; in &quot;{dataset}&quot;; write it as dataset.column.</source>
        <translation>Die Spalte „{column}“ gibt es in „{dataset}“ nicht; schreiben Sie sie als Datensatz.Spalte.</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; has several columns and none is named like the key of the people; say which holds the keys: {columns}.</source>
        <translation>„{path}“ hat mehrere Spalten, und keine heißt wie der Schlüssel der Personen; sagen Sie, welche die Schlüssel enthält: {columns}.</translation>
    </message>
    <message>
        <source>There is a list &quot;{list}&quot; already; choose another name.</source>
        <translation>Die Liste „{list}“ gibt es schon; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; has no column &quot;{column}&quot;; its columns are {columns}.</source>
        <translation>„{path}“ hat keine Spalte „{column}“; ihre Spalten sind {columns}.</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; holds no keys; nothing was changed.</source>
        <translation>„{path}“ enthält keine Schlüssel; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The list has no name; give it one.</source>
        <translation>Die Liste hat keinen Namen; geben Sie ihr einen.</translation>
    </message>
    <message>
        <source>There is no key in what was pasted; nothing was changed.</source>
        <translation>Im Eingefügten steht kein Schlüssel; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The list &quot;{list}&quot; is as it was first saved; there is nothing to take back.</source>
        <translation>Die Liste „{list}“ ist wie zuerst gesichert; es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>A list holds at most {limit} keys; nothing was changed. Use an attribute of the people instead.</source>
        <translation>Eine Liste fasst höchstens {limit} Schlüssel; nichts wurde geändert. Verwenden Sie stattdessen ein Merkmal der Personen.</translation>
    </message>
    <message>
        <source>The query answers with {columns} columns; let it select the key of the people alone.</source>
        <translation>Die Abfrage antwortet mit {columns} Spalten; lassen Sie sie nur den Schlüssel der Personen auswählen.</translation>
    </message>
    <message>
        <source>The query answers with more than {limit} rows; let it select fewer.</source>
        <translation>Die Abfrage antwortet mit mehr als {limit} Zeilen; lassen Sie sie weniger auswählen.</translation>
    </message>
    <message>
        <source>in a safety segment or list</source>
        <translation>in einem Schutzsegment oder einer Schutzliste</translation>
    </message>
    <message>
        <source>&quot;{to}&quot; is linked to &quot;{from}&quot; in several ways; say which columns are meant.</source>
        <translation>„{to}“ ist mit „{from}“ auf mehrere Arten verknüpft; sagen Sie, welche Spalten gemeint sind.</translation>
    </message>
    <message>
        <source>A link needs the column of the rows before and the column of these rows; name both.</source>
        <translation>Eine Verknüpfung braucht die Spalte der Zeilen davor und die Spalte dieser Zeilen; nennen Sie beide.</translation>
    </message>
    <message>
        <source>The way to the related rows needs from 1 to {most} datasets.</source>
        <translation>Der Weg zu den verknüpften Zeilen braucht 1 bis {most} Datensätze.</translation>
    </message>
    <message>
        <source>The name of a dataset is missing here; choose one.</source>
        <translation>Hier fehlt der Name eines Datensatzes; wählen Sie einen.</translation>
    </message>
    <message>
        <source>Nobody has said how &quot;{to}&quot; belongs to &quot;{from}&quot;; link a column of one to a column of the other.</source>
        <translation>Niemand hat gesagt, wie „{to}“ zu „{from}“ gehört; verknüpfen Sie eine Spalte des einen mit einer Spalte des anderen.</translation>
    </message>
    <message>
        <source>&quot;{rows}&quot; is not understood; say any, none, all, latest or earliest, or a measure.</source>
        <translation>„{rows}“ ist nicht verständlich; sagen Sie any, none, all, latest oder earliest, oder ein Maß.</translation>
    </message>
    <message>
        <source>A cell is three digits from 1 to {tiles}: recency, frequency and money.</source>
        <translation>Eine Zelle sind drei Ziffern von 1 bis {tiles}: Aktualität, Häufigkeit und Geld.</translation>
    </message>
    <message>
        <source>Scores are two whole numbers from 1 to {tiles}, the smaller one first, of recency, frequency or money.</source>
        <translation>Noten sind zwei ganze Zahlen von 1 bis {tiles}, die kleinere zuerst, für Aktualität, Häufigkeit oder Geld.</translation>
    </message>
    <message>
        <source>The number of tiles must be a whole number from 2 to 9.</source>
        <translation>Die Zahl der Stufen muss eine ganze Zahl von 2 bis 9 sein.</translation>
    </message>
    <message>
        <source>The named groups are made of five tiles; leave out the number of tiles, or choose scores or cells.</source>
        <translation>Die benannten Gruppen bestehen aus fünf Stufen; lassen Sie die Zahl der Stufen weg, oder wählen Sie Noten oder Zellen.</translation>
    </message>
    <message>
        <source>Nobody has said what a purchase is, so people cannot be sorted by their purchases; define it, or name the event here.</source>
        <translation>Niemand hat gesagt, was ein Kauf ist, daher lassen sich Personen nicht nach ihren Käufen ordnen; legen Sie es fest, oder nennen Sie hier das Ereignis.</translation>
    </message>
    <message>
        <source>The value of a purchase is not known, so there is no score for money; define it, or name the property here.</source>
        <translation>Der Wert eines Kaufs ist nicht bekannt, daher gibt es keine Note für Geld; legen Sie ihn fest, oder nennen Sie hier die Eigenschaft.</translation>
    </message>
    <message>
        <source>Say either scores, cells or groups, and only one of them.</source>
        <translation>Nennen Sie entweder Noten, Zellen oder Gruppen, und nur eines davon.</translation>
    </message>
    <message>
        <source>There is no group &quot;{group}&quot;; the groups are champions, loyal, promising, new, needs_attention, about_to_sleep, cannot_lose, at_risk, hibernating and lost.</source>
        <translation>Die Gruppe „{group}“ gibt es nicht; die Gruppen sind champions, loyal, promising, new, needs_attention, about_to_sleep, cannot_lose, at_risk, hibernating und lost.</translation>
    </message>
    <message>
        <source>A safety segment or list cannot be counted ({reason}), so nobody can be emailed; choose the safety segments and lists again.</source>
        <translation>Ein Schutzsegment oder eine Schutzliste lässt sich nicht zählen ({reason}), daher kann niemand angeschrieben werden; wählen Sie die Schutzsegmente und -listen neu.</translation>
    </message>
    <message>
        <source>The workspace keeps no records of consent and emails that this condition could look at.</source>
        <translation>Der Arbeitsbereich hält keine Zustimmungen und E-Mails fest, die diese Bedingung ansehen könnte.</translation>
    </message>
    <message>
        <source>Nothing in the workspace says which emails were &quot;{fact}&quot;; say in the settings what a purchase is.</source>
        <translation>Nichts im Arbeitsbereich sagt, welche E-Mails „{fact}“ waren; legen Sie in den Einstellungen fest, was ein Kauf ist.</translation>
    </message>
    <message>
        <source>Queries can only be asked of a workspace; this rule is looked at without one.</source>
        <translation>Abfragen lassen sich nur an einen Arbeitsbereich stellen; diese Regel wird ohne einen betrachtet.</translation>
    </message>
    <message>
        <source>&quot;{member}&quot; does not go with emails that were &quot;{fact}&quot;; remove it.</source>
        <translation>„{member}“ passt nicht zu E-Mails, die „{fact}“ waren; entfernen Sie es.</translation>
    </message>
    <message>
        <source>There is no campaign &quot;{campaign}&quot;; choose another.</source>
        <translation>Die Kampagne „{campaign}“ gibt es nicht; wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>There is no template &quot;{template}&quot;; choose another.</source>
        <translation>Die Vorlage „{template}“ gibt es nicht; wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>There is no topic &quot;{topic}&quot;; choose another or make it first.</source>
        <translation>Das Thema „{topic}“ gibt es nicht; wählen Sie ein anderes, oder legen Sie es zuerst an.</translation>
    </message>
    <message>
        <source>&quot;{word}&quot; is not understood here; use one of: {words}.</source>
        <translation>„{word}“ ist hier nicht verständlich; verwenden Sie eines von: {words}.</translation>
    </message>
    <message>
        <source>A ratio needs two numbers, the one that is divided and the one by which; add what is missing.</source>
        <translation>Ein Verhältnis braucht zwei Zahlen, die geteilte und die, durch die geteilt wird; ergänzen Sie, was fehlt.</translation>
    </message>
    <message>
        <source>The trait leads back to itself ({cycle}); remove one of these from its formula.</source>
        <translation>Das berechnete Merkmal führt zu sich selbst zurück ({cycle}); entfernen Sie eines davon aus seiner Formel.</translation>
    </message>
    <message>
        <source>The formula of the trait is missing here; say for example count of purchases in the last 90 days.</source>
        <translation>Hier fehlt die Formel des berechneten Merkmals; sagen Sie zum Beispiel Zahl der Käufe in den letzten 90 Tagen.</translation>
    </message>
    <message>
        <source>There is no trait &quot;{trait}&quot; in this workspace; save it first, or choose another.</source>
        <translation>Das berechnete Merkmal „{trait}“ gibt es in diesem Arbeitsbereich nicht; sichern Sie es zuerst, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>{rate} emails per second cannot be kept; choose between {slowest} and {fastest}, or 0 for as fast as allowed.</source>
        <translation>{rate} E-Mails je Sekunde lassen sich nicht einhalten; wählen Sie zwischen {slowest} und {fastest} oder 0 für so schnell wie erlaubt.</translation>
    </message>
    <message>
        <source>The template &quot;{name}&quot; was removed; choose another email.</source>
        <translation>Die Vorlage „{name}“ wurde entfernt; wählen Sie eine andere E-Mail.</translation>
    </message>
    <message>
        <source>Choose the email that people get.</source>
        <translation>Wählen Sie die E-Mail, die die Personen erhalten.</translation>
    </message>
    <message>
        <source>Choose who gets it.</source>
        <translation>Wählen Sie, wer sie erhält.</translation>
    </message>
    <message>
        <source>The segment &quot;{name}&quot; was removed; choose another one.</source>
        <translation>Das Segment „{name}“ wurde entfernt; wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>{why} The campaign was stopped by its email &quot;{template}&quot;.</source>
        <translation>{why} Die Kampagne wurde durch ihre E-Mail „{template}“ gestoppt.</translation>
    </message>
    <message>
        <source>Only people who agreed to {topic} get it: {reachable} of {count}.</source>
        <translation>Nur Personen, die {topic} zugestimmt haben, erhalten sie: {reachable} von {count}.</translation>
    </message>
    <message>
        <source>Only people who agreed to {topic} get it.</source>
        <translation>Nur Personen, die {topic} zugestimmt haben, erhalten sie.</translation>
    </message>
    <message>
        <source>Whoever said no to {topic} does not get it.</source>
        <translation>Wer zu {topic} nein gesagt hat, erhält sie nicht.</translation>
    </message>
    <message>
        <source>{topic} goes to everybody who is not blocked; it needs no consent.</source>
        <translation>{topic} geht an alle, die nicht gesperrt sind; eine Einwilligung ist nicht nötig.</translation>
    </message>
    <message>
        <source>Name the dataset whose check is meant, for example: data check people --off age.high_age.</source>
        <translation>Nennen Sie den Datensatz, dessen Prüfung gemeint ist, zum Beispiel: data check people --off age.high_age.</translation>
    </message>
    <message>
        <source>Somebody else wrote &quot;{theirs}&quot; meanwhile for what every email says about you; keep it, or save yours once more to put it in its place.</source>
        <translation>Jemand anderes hat inzwischen „{theirs}“ als das eingetragen, was jede E-Mail über Sie sagt; behalten Sie es, oder speichern Sie Ihres noch einmal, um es zu ersetzen.</translation>
    </message>
    <message>
        <source>The people of this workspace are in &quot;{dataset}&quot;, and a second list would count nobody; give these rows the name &quot;{dataset}&quot; to add to them, or keep them as a plain table.</source>
        <translation>Die Personen dieses Arbeitsbereichs stehen in „{dataset}“, und eine zweite Liste würde niemanden zählen; geben Sie diesen Zeilen den Namen „{dataset}“, um sie hinzuzufügen, oder behalten Sie sie als bloße Tabelle.</translation>
    </message>
    <message>
        <source>Nobody is in the segment now, so there is nothing to keep as a list.</source>
        <translation>Im Segment ist jetzt niemand, daher gibt es nichts als Liste festzuhalten.</translation>
    </message>
    <message>
        <source>The number of bins must be a whole number from 1 to {most}.</source>
        <translation>Die Anzahl der Klassen muss eine ganze Zahl von 1 bis {most} sein.</translation>
    </message>
    <message>
        <source>The width and the beginning of bins must be numbers with no more digits after the point than {field} has, the width above 0.</source>
        <translation>Breite und Beginn von Klassen müssen Zahlen mit höchstens so vielen Nachkommastellen sein, wie {field} hat, die Breite über 0.</translation>
    </message>
    <message>
        <source>The bins are not understood; give them either a width or a count.</source>
        <translation>Die Klassen sind nicht verständlich; geben Sie entweder eine Breite oder eine Anzahl an.</translation>
    </message>
    <message>
        <source>Only a query with one group, by time or in bins, can fill the gaps between its groups; remove &quot;fill&quot; here.</source>
        <translation>Nur eine Abfrage mit einer einzigen Gruppierung, nach Zeit oder in Klassen, kann die Lücken zwischen ihren Gruppen füllen; entfernen Sie hier „fill“.</translation>
    </message>
    <message>
        <source>The number of rows must be a whole number from 1 to {most}.</source>
        <translation>Die Anzahl der Zeilen muss eine ganze Zahl von 1 bis {most} sein.</translation>
    </message>
    <message>
        <source>A list of at most {most} parts is expected here.</source>
        <translation>Hier wird eine Liste mit höchstens {most} Teilen erwartet.</translation>
    </message>
    <message>
        <source>The order is not understood; name a measure or a group by its number in the query, from 0.</source>
        <translation>Die Reihenfolge ist nicht verständlich; nennen Sie ein Maß oder eine Gruppe mit ihrer Nummer in der Abfrage, ab 0.</translation>
    </message>
    <message>
        <source>The share of a quantile must be a number from 0 to 1; 0.5 is the median.</source>
        <translation>Der Anteil eines Quantils muss eine Zahl von 0 bis 1 sein; 0.5 ist der Median.</translation>
    </message>
    <message>
        <source>Say here which values are meant by exactly one of field, person, formula and event.</source>
        <translation>Sagen Sie hier mit genau einem von field, person, formula und event, welche Werte gemeint sind.</translation>
    </message>
    <message>
        <source>What the query says about events is not understood; an empty object means all of them.</source>
        <translation>Was die Abfrage über Ereignisse sagt, ist nicht verständlich; ein leeres Objekt bedeutet alle.</translation>
    </message>
    <message>
        <source>Only events have a {what}; this query looks at people. Add &quot;events&quot; to it.</source>
        <translation>Nur Ereignisse haben „{what}“; diese Abfrage betrachtet Personen. Fügen Sie ihr „events“ hinzu.</translation>
    </message>
    <message>
        <source>This is not a query: it is one JSON object in which &quot;audience_query&quot; is 1.</source>
        <translation>Das ist keine Abfrage: Eine Abfrage ist ein JSON-Objekt, in dem „audience_query“ 1 ist.</translation>
    </message>
    <message>
        <source>{what} does not apply to {field}, which is of the type {type}; choose another column.</source>
        <translation>{what} passt nicht zu {field} ({type}); wählen Sie eine andere Spalte.</translation>
    </message>
    <message>
        <source>A group is made by time, by a part of the time or in bins; remove all but one of them.</source>
        <translation>Eine Gruppe entsteht nach Zeit, nach einem Teil der Zeit oder in Klassen; entfernen Sie alles bis auf eines davon.</translation>
    </message>
    <message>
        <source>This query was made by another version of the program (format {version}); update Audience-Sync to use it.</source>
        <translation>Diese Abfrage stammt aus einer anderen Version des Programms (Format {version}); aktualisieren Sie Audience-Sync, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>The query has the parameter {name}, which nothing gives a value; write the value itself there.</source>
        <translation>Die Abfrage hat den Parameter {name}, dem nichts einen Wert gibt; schreiben Sie dort den Wert selbst hin.</translation>
    </message>
    <message>
        <source>The answer would have more groups than can be held in memory ({limit}); use longer steps, wider bins or fewer groups.</source>
        <translation>Die Antwort hätte mehr Gruppen, als in den Speicher passen ({limit}); verwenden Sie längere Schritte, breitere Klassen oder weniger Gruppen.</translation>
    </message>
    <message>
        <source>There are more different values than can be held in memory; choose fewer people or events, or leave out quantiles and counts of different values.</source>
        <translation>Es gibt mehr verschiedene Werte, als in den Speicher passen; wählen Sie weniger Personen oder Ereignisse, oder lassen Sie Quantile und das Zählen verschiedener Werte weg.</translation>
    </message>
    <message>
        <source>&quot;{of}&quot; cannot be measured; use count, people, distinct, sum, avg, min, max or quantile.</source>
        <translation>„{of}“ lässt sich nicht messen; verwenden Sie count, people, distinct, sum, avg, min, max oder quantile.</translation>
    </message>
    <message>
        <source>&quot;{by}&quot; is no step of time; use hour, day, week, month, quarter or year.</source>
        <translation>„{by}“ ist kein Zeitschritt; verwenden Sie hour, day, week, month, quarter oder year.</translation>
    </message>
    <message>
        <source>The condition at {path} asks for consent, suppression or emails, which only this workspace records; write its members to a file with &quot;segment members&quot; and load them into {dialect}.</source>
        <translation>Die Bedingung bei {path} fragt nach Einwilligung, Sperren oder E-Mails, die nur dieser Arbeitsbereich festhält; schreiben Sie ihre Mitglieder mit „segment members“ in eine Datei, und laden Sie diese in {dialect}.</translation>
    </message>
    <message>
        <source>{dialect} cannot look at each value inside a JSON column, which the condition at {path} needs; make it a column of its own, or count it in the workspace.</source>
        <translation>{dialect} kann nicht jeden Wert in einer JSON-Spalte ansehen, was die Bedingung bei {path} braucht; machen Sie daraus eine eigene Spalte, oder zählen Sie im Arbeitsbereich.</translation>
    </message>
    <message>
        <source>The list at {path} is longer than {dialect} takes as one value; load the list there as a table and join it.</source>
        <translation>Die Liste bei {path} ist länger, als {dialect} es für einen Wert zulässt; laden Sie die Liste dort als Tabelle, und verknüpfen Sie diese.</translation>
    </message>
    <message>
        <source>The pattern at {path} could mean something else in {dialect}, which reads patterns by rules of its own; use &quot;contains&quot;, &quot;starts with&quot; or &quot;like&quot; instead.</source>
        <translation>Das Muster bei {path} könnte in {dialect} etwas anderes bedeuten, weil dort eigene Regeln für Muster gelten; verwenden Sie stattdessen „contains“, „starts with“ oder „like“.</translation>
    </message>
    <message>
        <source>The query at {path} is written for the tables of this workspace, so {dialect} cannot be asked it; save what it finds as a list and use the list.</source>
        <translation>Die Abfrage bei {path} ist für die Tabellen dieses Arbeitsbereichs geschrieben, daher lässt sie sich {dialect} nicht stellen; sichern Sie, was sie findet, als Liste, und verwenden Sie die Liste.</translation>
    </message>
    <message>
        <source>{dialect} does not know time zones by their names, so the time of day at {path} cannot be told there; test it in UTC, or count it in the workspace.</source>
        <translation>{dialect} kennt Zeitzonen nicht bei ihrem Namen, daher lässt sich die Uhrzeit bei {path} dort nicht bestimmen; prüfen Sie sie in UTC, oder zählen Sie im Arbeitsbereich.</translation>
    </message>
    <message>
        <source>Part of the workspace file is damaged and cannot be read; check the file to see which part, then go back to a backup.</source>
        <translation>Ein Teil der Arbeitsbereichsdatei ist beschädigt und kann nicht gelesen werden; prüfen Sie die Datei, um zu sehen, welcher Teil, und gehen Sie dann zu einer Sicherung zurück.</translation>
    </message>
    <message>
        <source>The topic &quot;{name}&quot; was changed by somebody else meanwhile; compare both and save again.</source>
        <translation>Das Thema „{name}“ wurde inzwischen von jemand anderem geändert; vergleichen Sie beide und speichern Sie erneut.</translation>
    </message>
    <message>
        <source>The topic &quot;{name}&quot; was removed by somebody else meanwhile; add it again if you still need it.</source>
        <translation>Das Thema „{name}“ wurde inzwischen von jemand anderem entfernt; fügen Sie es wieder hinzu, wenn Sie es noch brauchen.</translation>
    </message>
    <message>
        <source>The answer of Amazon to {operation} cannot be read, so nothing was taken from it; check the endpoint of the connection.</source>
        <translation>Die Antwort von Amazon auf {operation} kann nicht gelesen werden, daher wurde nichts daraus übernommen; prüfen Sie die Adresse der Verbindung.</translation>
    </message>
    <message>
        <source>Somebody else is changing the same thing at Amazon ({operation}); nothing was overwritten, so try again in a minute.</source>
        <translation>Jemand anderes ändert bei Amazon gerade dasselbe ({operation}); nichts wurde überschrieben, versuchen Sie es in einer Minute erneut.</translation>
    </message>
    <message>
        <source>These keys may not do {action} at Amazon; add that right to their policy and try again.</source>
        <translation>Diese Schlüssel dürfen bei Amazon {action} nicht ausführen; ergänzen Sie dieses Recht in ihrer Richtlinie, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The domain has no DMARC record, which large mailboxes ask of everybody who sends in bulk; set a TXT record at _dmarc with at least v=DMARC1; p=none.</source>
        <translation>Die Domain hat keinen DMARC-Eintrag, den große Postfächer von allen verlangen, die in großer Zahl senden; setzen Sie bei _dmarc einen TXT-Eintrag mit mindestens v=DMARC1; p=none.</translation>
    </message>
    <message>
        <source>DMARC is there and enough for sending in bulk, but p=none protects the domain from nobody; tighten it to quarantine when the reports look right.</source>
        <translation>DMARC ist vorhanden und reicht zum Senden in großer Zahl, aber p=none schützt die Domain vor niemandem; verschärfen Sie es zu quarantine, wenn die Berichte stimmen.</translation>
    </message>
    <message>
        <source>The domain has two DMARC records, so mailboxes ignore both; remove one.</source>
        <translation>Die Domain hat zwei DMARC-Einträge, daher beachten Postfächer keinen davon; entfernen Sie einen.</translation>
    </message>
    <message>
        <source>The DMARC record says no valid policy (p=none, quarantine or reject), so mailboxes ignore it; correct it.</source>
        <translation>Der DMARC-Eintrag nennt keine gültige Richtlinie (p=none, quarantine oder reject), daher beachten Postfächer ihn nicht; berichtigen Sie ihn.</translation>
    </message>
    <message>
        <source>The records of {name} could not be asked for now; check the network and look again.</source>
        <translation>Die Einträge von {name} ließen sich vorerst nicht abfragen; prüfen Sie das Netzwerk, und sehen Sie noch einmal nach.</translation>
    </message>
    <message>
        <source>The test email left, but its events did not come back within two minutes; check the topic, the queue and their policies, then try again.</source>
        <translation>Die Test-E-Mail ging hinaus, aber ihre Ereignisse kamen nicht innerhalb von zwei Minuten zurück; prüfen Sie das Thema, die Warteschlange und ihre Richtlinien, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Amazon already has a thing of that name that was made otherwise ({operation}); look at it there or use another name.</source>
        <translation>Bei Amazon gibt es unter diesem Namen schon etwas, das anders angelegt wurde ({operation}); sehen Sie dort nach, oder verwenden Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The first message of Amazon SES did not reach the queue {resource} within 90 seconds; check its policy and its encryption, then try again.</source>
        <translation>Die erste Nachricht von Amazon SES hat die Warteschlange {resource} nicht innerhalb von 90 Sekunden erreicht; prüfen Sie ihre Richtlinie und ihre Verschlüsselung, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>These keys have run out, so Amazon refused them; enter new ones and try again.</source>
        <translation>Diese Schlüssel sind abgelaufen, daher hat Amazon sie abgelehnt; geben Sie neue ein, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Amazon does not know these keys ({code}); check the access key, or wait two minutes when it is new.</source>
        <translation>Amazon kennt diese Schlüssel nicht ({code}); prüfen Sie den Zugriffsschlüssel, oder warten Sie zwei Minuten, wenn er neu ist.</translation>
    </message>
    <message>
        <source>SPF vouches for Amazon&apos;s domain only; DKIM alone must carry DMARC until a MAIL FROM domain of yours is set up at Amazon SES.</source>
        <translation>SPF bürgt nur für die Domain von Amazon; DMARC stützt sich allein auf DKIM, bis bei Amazon SES eine eigene MAIL-FROM-Domain eingerichtet ist.</translation>
    </message>
    <message>
        <source>Amazon does not have what {operation} asks about; it may have been removed there.</source>
        <translation>Wonach {operation} fragt, gibt es bei Amazon nicht; womöglich wurde es dort entfernt.</translation>
    </message>
    <message>
        <source>{resource} was made by somebody else (it lacks the tag app=audience-sync), so it stays as it is; use another name, or adopt it.</source>
        <translation>{resource} wurde von jemand anderem angelegt (das Kennzeichen app=audience-sync fehlt) und bleibt daher, wie es ist; verwenden Sie einen anderen Namen, oder übernehmen Sie es.</translation>
    </message>
    <message>
        <source>The keys for setting up belong to the account {found}, those of the connection to {expected}; use keys of one account.</source>
        <translation>Die Schlüssel für die Einrichtung gehören zum Konto {found}, die der Verbindung zu {expected}; verwenden Sie Schlüssel eines einzigen Kontos.</translation>
    </message>
    <message>
        <source>{resource} does not exist yet, so no events come back; set the connection up first.</source>
        <translation>{resource} gibt es noch nicht, daher kommen keine Ereignisse zurück; richten Sie zuerst die Verbindung ein.</translation>
    </message>
    <message>
        <source>The queue {resource} still holds messages that something else is reading, so it was not removed; try again in two minutes.</source>
        <translation>Die Warteschlange {resource} enthält noch Nachrichten, die gerade anderswo gelesen werden, und wurde daher nicht entfernt; versuchen Sie es in zwei Minuten erneut.</translation>
    </message>
    <message>
        <source>Amazon refused {operation} ({code}); the details hold its reason.</source>
        <translation>Amazon hat {operation} abgelehnt ({code}); der Grund steht in den Einzelheiten.</translation>
    </message>
    <message>
        <source>Amazon SES has switched sending off for this account ({status}); look at the account there.</source>
        <translation>Amazon SES hat das Senden für dieses Konto abgeschaltet ({status}); sehen Sie dort im Konto nach.</translation>
    </message>
    <message>
        <source>Amazon could not verify the signature ({code}); check the secret key, the region and this computer&apos;s clock.</source>
        <translation>Amazon konnte die Signatur nicht bestätigen ({code}); prüfen Sie den geheimen Schlüssel, die Region und die Uhr dieses Computers.</translation>
    </message>
    <message>
        <source>The SPF record lets everybody send for this domain, so it is worth nothing; end it with ~all or -all.</source>
        <translation>Der SPF-Eintrag lässt jeden für diese Domain senden und ist damit wertlos; beenden Sie ihn mit ~all oder -all.</translation>
    </message>
    <message>
        <source>The MAIL FROM domain has no SPF record; set a TXT record v=spf1 include:amazonses.com ~all.</source>
        <translation>Die MAIL-FROM-Domain hat keinen SPF-Eintrag; setzen Sie einen TXT-Eintrag v=spf1 include:amazonses.com ~all.</translation>
    </message>
    <message>
        <source>The SPF record names Amazon SES but does not end with ~all or -all; add one of these.</source>
        <translation>Der SPF-Eintrag nennt Amazon SES, endet aber nicht mit ~all oder -all; ergänzen Sie eines davon.</translation>
    </message>
    <message>
        <source>The MAIL FROM domain has two SPF records, so mailboxes ignore both; join them into one.</source>
        <translation>Die MAIL-FROM-Domain hat zwei SPF-Einträge, daher beachten Postfächer keinen davon; fassen Sie sie zu einem zusammen.</translation>
    </message>
    <message>
        <source>The SPF record of the MAIL FROM domain does not include amazonses.com; add include:amazonses.com.</source>
        <translation>Der SPF-Eintrag der MAIL-FROM-Domain enthält amazonses.com nicht; ergänzen Sie include:amazonses.com.</translation>
    </message>
    <message>
        <source>{resource} was changed, but Amazon still shows it as it was after a minute; try again later.</source>
        <translation>{resource} wurde geändert, aber Amazon zeigt es nach einer Minute noch, wie es war; versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>{resource} also serves {count} other queues, so it stays; the last workspace that uses it takes it down.</source>
        <translation>{resource} dient auch anderen Warteschlangen ({count}) und bleibt daher; der letzte Arbeitsbereich, der es verwendet, baut es ab.</translation>
    </message>
    <message>
        <source>The subscription of the queue at {resource} waits for its confirmation; confirm it at Amazon, or remove it there and try again.</source>
        <translation>Das Abonnement der Warteschlange bei {resource} wartet auf seine Bestätigung; bestätigen Sie es bei Amazon, oder entfernen Sie es dort, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Amazon is asked too often at the moment ({operation}); try again in a few minutes.</source>
        <translation>Amazon wird im Moment zu oft gefragt ({operation}); versuchen Sie es in ein paar Minuten erneut.</translation>
    </message>
    <message>
        <source>Amazon could not answer {operation} for now ({status}); try again in a few minutes.</source>
        <translation>Amazon konnte {operation} vorerst nicht beantworten ({status}); versuchen Sie es in ein paar Minuten erneut.</translation>
    </message>
    <message>
        <source>An answer from outside is no acceptable XML ({reason}), so nothing was taken from it.</source>
        <translation>Eine Antwort von außen ist kein annehmbares XML ({reason}), daher wurde nichts daraus übernommen.</translation>
    </message>
    <message>
        <source>{value} is no possible value of {field}; see the delivery settings of the campaign for what is.</source>
        <translation>{value} ist kein möglicher Wert für {field}; welche es gibt, steht in den Versandeinstellungen der Kampagne.</translation>
    </message>
    <message>
        <source>{name} was sent through a mail server that reports no opens or clicks, so nobody can be left out for them; copy the campaign instead.</source>
        <translation>{name} ging über einen Mailserver, der weder Öffnungen noch Klicks meldet, daher lässt sich danach niemand auslassen; kopieren Sie stattdessen die Kampagne.</translation>
    </message>
    <message>
        <source>Campaign {id} has no run {run}; look at its runs.</source>
        <translation>Die Kampagne {id} hat keinen Versand {run}; sehen Sie sich ihre Versände an.</translation>
    </message>
    <message>
        <source>The campaign &quot;{name}&quot; is not over yet, so nobody knows who missed it; wait for its end or stop it first.</source>
        <translation>Die Kampagne „{name}“ ist noch nicht vorbei, daher weiß niemand, wer sie verpasst hat; warten Sie ihr Ende ab, oder stoppen Sie sie vorher.</translation>
    </message>
    <message>
        <source>The inbox of the public corner was not read for more than 14 days, so requests of readers may be lost; tell people who wrote to you that they may unsubscribe again.</source>
        <translation>Der Eingang des öffentlichen Bereichs wurde mehr als 14 Tage nicht gelesen, daher können Wünsche von Lesern verloren sein; sagen Sie Personen, die Ihnen geschrieben haben, dass sie sich noch einmal abmelden können.</translation>
    </message>
    <message>
        <source>The last emails are to leave {planned} minutes after the start, but after {expires} minutes they are not sent any more; some people will not get it.</source>
        <translation>Die letzten E-Mails sollen {planned} Minuten nach dem Start hinausgehen, aber nach {expires} Minuten werden sie nicht mehr gesendet; einige Personen erhalten sie nicht.</translation>
    </message>
    <message>
        <source>A campaign that repeats counts its people at every start; those of now count only where it starts once.</source>
        <translation>Eine Kampagne, die sich wiederholt, zählt ihre Personen bei jedem Start; die von jetzt zählen nur, wenn sie einmal startet.</translation>
    </message>
    <message>
        <source>The email shows {link}, which needs the public corner of this workspace; make one, or take the link out.</source>
        <translation>Die E-Mail zeigt {link}, und das braucht den öffentlichen Bereich dieses Arbeitsbereichs; legen Sie einen an, oder nehmen Sie den Link heraus.</translation>
    </message>
    <message>
        <source>The hours and days for sending leave no moment at which an email may leave; widen them.</source>
        <translation>Die Stunden und Tage zum Senden lassen keinen Zeitpunkt, zu dem eine E-Mail hinausgehen darf; fassen Sie sie weiter.</translation>
    </message>
    <message>
        <source>This campaign names no topic and the workspace has none that people opt in to, so nobody would get it; choose the topic it is about.</source>
        <translation>Diese Kampagne nennt kein Thema, und der Arbeitsbereich hat keines, dem man zustimmt, daher bekäme sie niemand; wählen Sie das Thema, um das es geht.</translation>
    </message>
    <message>
        <source>The people have no time zone in the data, so everybody gets it at the start on the clock of the campaign.</source>
        <translation>Zu den Personen steht keine Zeitzone in den Daten, daher erhalten sie alle beim Start nach der Uhr der Kampagne.</translation>
    </message>
    <message>
        <source>Every start of this series has passed; choose a later end or another start.</source>
        <translation>Jeder Start dieser Serie ist vorbei; wählen Sie ein späteres Ende oder einen anderen Start.</translation>
    </message>
    <message>
        <source>&quot;{connection}&quot; hands emails over and hears nothing more of them: no deliveries, opens or clicks are counted, and what cannot be delivered comes back by mail to the sender.</source>
        <translation>„{connection}“ übergibt E-Mails und erfährt danach nichts mehr von ihnen: Zustellungen, Öffnungen und Klicks werden nicht gezählt, und was sich nicht zustellen lässt, kommt per E-Mail an den Absender zurück.</translation>
    </message>
    <message>
        <source>Emails that people asked for go to required topics only, and &quot;{topic}&quot; is not one; choose a required topic or send it as marketing.</source>
        <translation>E-Mails, um die Personen gebeten haben, gehen nur an Pflichtthemen, und „{topic}“ ist keines; wählen Sie ein Pflichtthema, oder senden Sie sie als Werbung.</translation>
    </message>
    <message>
        <source>The file {path} cannot be written; choose another folder or name.</source>
        <translation>Die Datei {path} kann nicht geschrieben werden; wählen Sie einen anderen Ordner oder Namen.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no way to encrypt; use starttls, implicit, or none for a server on this computer.</source>
        <translation>„{value}“ ist keine Art der Verschlüsselung; verwenden Sie starttls, implicit oder, für einen Server auf diesem Computer, none.</translation>
    </message>
    <message>
        <source>The password of a mail server comes from the keychain or the environment, not from &quot;{credentials}&quot;; choose keychain or env.</source>
        <translation>Das Passwort eines Mailservers kommt aus dem Schlüsselbund oder der Umgebung, nicht aus „{credentials}“; wählen Sie keychain oder env.</translation>
    </message>
    <message>
        <source>&quot;{host}&quot; is not the name of a mail server; write it like mail.example.com, without a port.</source>
        <translation>„{host}“ ist nicht der Name eines Mailservers; schreiben Sie ihn wie mail.example.com, ohne Port.</translation>
    </message>
    <message>
        <source>A mail server knows no contact lists of Amazon; let people unsubscribe at a web address or by email.</source>
        <translation>Ein Mailserver kennt keine Kontaktlisten von Amazon; lassen Sie Personen sich über eine Webadresse oder per E-Mail abmelden.</translation>
    </message>
    <message>
        <source>{host} is another computer, so nothing is sent to it unencrypted; choose starttls or implicit.</source>
        <translation>{host} ist ein anderer Computer, daher wird dorthin nichts unverschlüsselt gesendet; wählen Sie starttls oder implicit.</translation>
    </message>
    <message>
        <source>{port} is no port of a mail server; 587 and 465 are the usual ones.</source>
        <translation>{port} ist kein Port eines Mailservers; üblich sind 587 und 465.</translation>
    </message>
    <message>
        <source>{rate} emails per second cannot be kept; choose more than 0 and at most 100,000.</source>
        <translation>{rate} E-Mails je Sekunde lassen sich nicht einhalten; wählen Sie mehr als 0 und höchstens 100.000.</translation>
    </message>
    <message>
        <source>&quot;{stack}&quot; cannot be the name of the public corner; begin it with &quot;audience-sync-&quot; and use letters, digits and hyphens.</source>
        <translation>„{stack}“ kann nicht der Name des öffentlichen Bereichs sein; beginnen Sie ihn mit „audience-sync-“, und verwenden Sie Buchstaben, Ziffern und Bindestriche.</translation>
    </message>
    <message>
        <source>What a reader sent is no form, so it was kept aside and changed nothing.</source>
        <translation>Was ein Leser gesendet hat, ist kein Formular, daher wurde es beiseitegelegt und hat nichts geändert.</translation>
    </message>
    <message>
        <source>What a reader sent is larger than {limit} bytes, so it was kept aside and changed nothing.</source>
        <translation>Was ein Leser gesendet hat, ist größer als {limit} Bytes, daher wurde es beiseitegelegt und hat nichts geändert.</translation>
    </message>
    <message>
        <source>An own name for the public corner needs its certificate, and a certificate its name; give both or neither.</source>
        <translation>Ein eigener Name für den öffentlichen Bereich braucht sein Zertifikat, und ein Zertifikat seinen Namen; geben Sie beides an oder keines.</translation>
    </message>
    <message>
        <source>A message in the inbox of the public corner lacks its {part}, so it was kept aside and changed nothing.</source>
        <translation>Einer Nachricht im Eingang des öffentlichen Bereichs fehlt {part}, daher wurde sie beiseitegelegt und hat nichts geändert.</translation>
    </message>
    <message>
        <source>This workspace already has a public corner ({stack}); remove it before you make another.</source>
        <translation>Dieser Arbeitsbereich hat schon einen öffentlichen Bereich ({stack}); entfernen Sie ihn, bevor Sie einen anderen anlegen.</translation>
    </message>
    <message>
        <source>Amazon could not finish the public corner {stack}: {part} - {reason}. What was begun is taken back there; mend the cause and try again.</source>
        <translation>Amazon konnte den öffentlichen Bereich {stack} nicht fertigstellen: {part} - {reason}. Was begonnen wurde, wird dort zurückgenommen; beheben Sie die Ursache, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The field {field} that a reader sent is longer than {limit} bytes, so all of it was kept aside and changed nothing.</source>
        <translation>Das Feld {field}, das ein Leser gesendet hat, ist länger als {limit} Bytes, daher wurde alles beiseitegelegt und hat nichts geändert.</translation>
    </message>
    <message>
        <source>The inbox of the public corner fills as fast as it is read ({limit} messages so far); wait for the flood to end, or remove the corner.</source>
        <translation>Der Eingang des öffentlichen Bereichs füllt sich so schnell, wie er gelesen wird (bisher {limit} Nachrichten); warten Sie, bis die Flut endet, oder entfernen Sie den Bereich.</translation>
    </message>
    <message>
        <source>The key of the public corner in this workspace is damaged, so no link of earlier emails can be checked; restore a backup of the workspace.</source>
        <translation>Der Schlüssel des öffentlichen Bereichs in diesem Arbeitsbereich ist beschädigt, daher lässt sich kein Link früherer E-Mails prüfen; stellen Sie eine Sicherung des Arbeitsbereichs wieder her.</translation>
    </message>
    <message>
        <source>The public corner uses the keys of an Amazon SES connection, and there is none to use; add one first.</source>
        <translation>Der öffentliche Bereich verwendet die Schlüssel einer Amazon-SES-Verbindung, und es gibt keine; fügen Sie zuerst eine hinzu.</translation>
    </message>
    <message>
        <source>Only PNG, JPEG, GIF and WebP images can be published.</source>
        <translation>Nur Bilder im Format PNG, JPEG, GIF und WebP lassen sich veröffentlichen.</translation>
    </message>
    <message>
        <source>Amazon has no stack named {stack} in this region; check the name, or make the corner.</source>
        <translation>Amazon hat in dieser Region keinen Stack namens {stack}; prüfen Sie den Namen, oder legen Sie den Bereich an.</translation>
    </message>
    <message>
        <source>This workspace has no public corner yet; make one, or choose another way to unsubscribe.</source>
        <translation>Dieser Arbeitsbereich hat noch keinen öffentlichen Bereich; legen Sie einen an, oder wählen Sie eine andere Art der Abmeldung.</translation>
    </message>
    <message>
        <source>The stack {stack} at Amazon was not made by Audience-Sync, so it was not touched; remove it there.</source>
        <translation>Der Stack {stack} bei Amazon wurde nicht von Audience-Sync angelegt, daher wurde er nicht angerührt; entfernen Sie ihn dort.</translation>
    </message>
    <message>
        <source>The stack {stack} is not ready at Amazon ({status}); wait until it is complete.</source>
        <translation>Der Stack {stack} ist bei Amazon nicht bereit ({status}); warten Sie, bis er fertig ist.</translation>
    </message>
    <message>
        <source>What a reader sent has more than {limit} fields, so it was kept aside and changed nothing.</source>
        <translation>Was ein Leser gesendet hat, hat mehr als {limit} Felder, daher wurde es beiseitegelegt und hat nichts geändert.</translation>
    </message>
    <message>
        <source>The stack {stack} was not made from the template of the public corner: it does not give {output}.</source>
        <translation>Der Stack {stack} wurde nicht aus der Vorlage des öffentlichen Bereichs angelegt: {output} fehlt darin.</translation>
    </message>
    <message>
        <source>The first email is out, so it cannot be taken back any more; pause or stop it instead.</source>
        <translation>Die erste E-Mail ist hinaus, daher lässt sich die Kampagne nicht mehr zurücknehmen; halten Sie sie stattdessen an, oder stoppen Sie sie.</translation>
    </message>
    <message>
        <source>The limit &quot;{name}&quot; is out of its range, so all limits stay as they were; docs/formats/events.md names the ranges.</source>
        <translation>Die Grenze „{name}“ liegt außerhalb ihres Bereichs, daher bleiben alle Grenzen, wie sie waren; docs/formats/events.md nennt die Bereiche.</translation>
    </message>
    <message>
        <source>{host} was not asked because the connection would not be encrypted. That is allowed only for a mail server on this computer.</source>
        <translation>{host} wurde nicht gefragt, weil die Verbindung nicht verschlüsselt wäre. Das ist nur für einen Mailserver auf diesem Computer erlaubt.</translation>
    </message>
    <message>
        <source>The proxy on the way to {host} wants a name and a password that it knows, so nothing was sent. Put them into the address of the proxy in https_proxy, or ask whoever looks after your network.</source>
        <translation>Der Proxy auf dem Weg zu {host} verlangt einen Namen und ein Passwort, die er kennt, daher wurde nichts gesendet. Setzen Sie beides in die Adresse des Proxys in https_proxy ein, oder fragen Sie, wer Ihr Netzwerk betreut.</translation>
    </message>
    <message>
        <source>the daily quota of the email service is used up; sending goes on by itself when more is allowed, and if it was paused, resume it then</source>
        <translation>das Tageskontingent des E-Mail-Dienstes ist verbraucht; der Versand geht von selbst weiter, sobald wieder mehr erlaubt ist, und falls er angehalten wurde, setzen Sie ihn dann fort</translation>
    </message>
    <message>
        <source>the email service refused a larger share of the last hundred emails than the campaign allows; look at the log for its reason, then resume</source>
        <translation>der E-Mail-Dienst hat von den letzten hundert E-Mails einen größeren Anteil abgelehnt, als die Kampagne erlaubt; sehen Sie im Verlauf nach dem Grund und setzen Sie dann fort</translation>
    </message>
    <message>
        <source>its time was over before its turn came</source>
        <translation>ihre Zeit war vorbei, bevor sie an der Reihe war</translation>
    </message>
    <message>
        <source>left for a campaign with a higher priority</source>
        <translation>einer Kampagne mit höherem Vorrang überlassen</translation>
    </message>
    <message>
        <source>held out at random, to compare with</source>
        <translation>zufällig in der Vergleichsgruppe</translation>
    </message>
    <message>
        <source>nobody was there to send it for more than two hours; resume it if it is still wanted</source>
        <translation>mehr als zwei Stunden lang war niemand da, um sie zu senden; setzen Sie sie fort, wenn sie noch gewünscht ist</translation>
    </message>
    <message>
        <source>the mail server takes nothing from this sender; look at the log for its words, then resume</source>
        <translation>der Mailserver nimmt von diesem Absender nichts an; sehen Sie im Verlauf nach seinen Worten und setzen Sie dann fort</translation>
    </message>
    <message>
        <source>not drawn; the campaign goes to a limited number of people</source>
        <translation>nicht ausgelost; die Kampagne geht an eine begrenzte Zahl von Personen</translation>
    </message>
    <message>
        <source>outside the hours for sending; it goes on by itself</source>
        <translation>außerhalb der Sendezeiten; es geht von selbst weiter</translation>
    </message>
    <message>
        <source>the most emails of this day of the warm-up are sent; it goes on by itself</source>
        <translation>die E-Mails für diesen Tag der Aufwärmphase sind gesendet; es geht von selbst weiter</translation>
    </message>
    <message>
        <source>many emails of the day before bounced or brought complaints, so today has the same limit; it goes on by itself</source>
        <translation>viele E-Mails des Vortags kamen zurück oder brachten Beschwerden, daher gilt heute dieselbe Grenze; es geht von selbst weiter</translation>
    </message>
    <message>
        <source>&quot;{reason}&quot; is not right in the rule {rule}, so the rules stay as they were; correct it and save again.</source>
        <translation>„{reason}“ stimmt in der Regel {rule} nicht, daher bleiben die Regeln, wie sie waren; berichtigen Sie es, und sichern Sie erneut.</translation>
    </message>
    <message>
        <source>This is an event of the kind {kind}; rules look at openings and clicks alone, so choose one of those.</source>
        <translation>Dies ist ein Ereignis der Art {kind}; Regeln betrachten nur Öffnungen und Klicks, wählen Sie daher eines davon.</translation>
    </message>
    <message>
        <source>There is no rule {rule}; &quot;events rules list&quot; names those there are.</source>
        <translation>Eine Regel {rule} gibt es nicht; „events rules list“ nennt die vorhandenen.</translation>
    </message>
    <message>
        <source>The list of rules cannot be read ({reason}), so nothing was changed; docs/formats/events.md shows how it is written.</source>
        <translation>Die Liste der Regeln kann nicht gelesen werden ({reason}), daher wurde nichts geändert; docs/formats/events.md zeigt, wie sie geschrieben wird.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; does not say where the credentials are. Use env, keychain, profile:NAME, file:PATH or role:ARN.</source>
        <translation>„{text}“ sagt nicht, wo die Zugangsdaten sind. Verwenden Sie env, keychain, profile:NAME, file:PFAD oder role:ARN.</translation>
    </message>
    <message>
        <source>{host} refused the user name or the password; check both, then test again.</source>
        <translation>{host} hat den Benutzernamen oder das Passwort abgelehnt; prüfen Sie beides, und testen Sie dann erneut.</translation>
    </message>
    <message>
        <source>{host} offers no encryption, so nothing was sent to it; check the port and the kind of encryption.</source>
        <translation>{host} bietet keine Verschlüsselung an, daher wurde dorthin nichts gesendet; prüfen Sie den Port und die Art der Verschlüsselung.</translation>
    </message>
    <message>
        <source>{host} refused with {code}; its own words are in the details.</source>
        <translation>{host} hat mit {code} abgelehnt; der Wortlaut steht in den Einzelheiten.</translation>
    </message>
    <message>
        <source>No connection of this workspace keeps in step with the suppression list of its account; add one, or name it with --via.</source>
        <translation>Keine Verbindung dieses Arbeitsbereichs gleicht sich mit der Sperrliste ihres Kontos ab; fügen Sie eine hinzu, oder nennen Sie sie mit --via.</translation>
    </message>
    <message>
        <source>The account of {connection} is in Amazon&apos;s own SES sandbox, which takes no addresses for its list, so nothing was put on it; ask Amazon for production access.</source>
        <translation>Das Konto von {connection} liegt in Amazons eigener SES-Testumgebung, die keine Adressen auf ihre Liste nimmt, daher wurde nichts darauf gesetzt; beantragen Sie bei Amazon den Produktivzugang.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; cannot be a topic of a contact list; use up to 64 letters, digits, hyphens and underscores.</source>
        <translation>„{name}“ kann kein Thema einer Kontaktliste sein; verwenden Sie bis zu 64 Buchstaben, Ziffern, Bindestriche und Unterstriche.</translation>
    </message>
    <message>
        <source>No single connection has a contact list of Amazon, so there is nothing to bring up to date; name the connection with --via, or give it one with --unsubscribe ses-list:NAME.</source>
        <translation>Es gibt nicht genau eine Verbindung mit einer Kontaktliste bei Amazon, daher ist nichts zu aktualisieren; nennen Sie die Verbindung mit --via, oder geben Sie ihr eine mit --unsubscribe ses-list:NAME.</translation>
    </message>
    <message>
        <source>The account has no contact list {list}, so no topic was added; make it in the Amazon console or correct the connection.</source>
        <translation>Das Konto hat keine Kontaktliste {list}, daher wurde kein Thema hinzugefügt; legen Sie sie in der Amazon-Konsole an, oder berichtigen Sie die Verbindung.</translation>
    </message>
    <message>
        <source>The topic {key} is tied to &quot;{name}&quot; already; a topic there stands for one here.</source>
        <translation>Das Thema {key} ist schon mit „{name}“ verbunden; ein Thema dort steht für eines hier.</translation>
    </message>
    <message>
        <source>That would be {count} topics on the contact list, and Amazon allows 20, so none was added; tie fewer topics.</source>
        <translation>Das wären {count} Themen auf der Kontaktliste, und Amazon erlaubt 20, daher wurde keines hinzugefügt; verbinden Sie weniger Themen.</translation>
    </message>
    <message>
        <source>There is no topic {key} in this workspace; &quot;topic list&quot; names those there are.</source>
        <translation>Ein Thema {key} gibt es in diesem Arbeitsbereich nicht; „topic list“ nennt die vorhandenen.</translation>
    </message>
    <message>
        <source>The file {path} was made by an older version of the program and can only be read once it was brought up to date; open it normally once, a copy of what it is now stays beside it.</source>
        <translation>Die Datei {path} stammt von einer älteren Version des Programms und lässt sich erst lesen, wenn sie auf den neuen Stand gebracht ist; öffnen Sie sie einmal normal, eine Kopie ihres jetzigen Stands bleibt daneben liegen.</translation>
    </message>
    <message>
        <source>The role wants a code of the device {serial}; look at it and give the six digits.</source>
        <translation>Die Rolle verlangt einen Code des Geräts {serial}; lesen Sie ihn dort ab, und geben Sie die sechs Ziffern ein.</translation>
    </message>
    <message>
        <source>Amazon did not accept the code of the device {serial}; wait for the next one, as each is good for one try only.</source>
        <translation>Amazon hat den Code des Geräts {serial} nicht angenommen; warten Sie auf den nächsten, denn jeder gilt nur für einen Versuch.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is no pair; write it as FIELD=COLUMN.</source>
        <translation>„{text}“ ist kein Paar; schreiben Sie es als FELD=SPALTE.</translation>
    </message>
    <message>
        <source>Name at least two segments, of files, --text &quot;...&quot; and --id ID.</source>
        <translation>Nennen Sie mindestens zwei Segmente, aus Dateien, --text &quot;...&quot; und --id ID.</translation>
    </message>
    <message>
        <source>Amazon takes no emails that ask people to confirm their address right now ({code}); the sign-ups wait, and it is tried again when events are read.</source>
        <translation>Amazon nimmt im Moment keine E-Mails an, die um die Bestätigung einer Adresse bitten ({code}); die Anmeldungen warten, und beim Lesen der Ereignisse wird es erneut versucht.</translation>
    </message>
    <message>
        <source>Amazon refused the email that asks for a confirmation ({code}), so this sign-up was kept aside.</source>
        <translation>Amazon hat die E-Mail abgelehnt, die um die Bestätigung bittet ({code}), daher wurde diese Anmeldung beiseitegelegt.</translation>
    </message>
    <message>
        <source>&quot;{dataset}&quot; holds no events of people, so messages cannot go there; choose another name.</source>
        <translation>„{dataset}“ enthält keine Ereignisse von Personen, daher können Nachrichten nicht dorthin gehen; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Say where the messages of {name} go, where the person stands in them, and the name of the event or where that stands.</source>
        <translation>Geben Sie an, wohin die Nachrichten von {name} gehen, wo darin die Person steht und wie das Ereignis heißt oder wo das steht.</translation>
    </message>
    <message>
        <source>The file {image} is no PNG, JPEG, GIF or WebP image, so mail programs could not show it; choose another one.</source>
        <translation>Die Datei {image} ist kein Bild in PNG, JPEG, GIF oder WebP, daher könnten Mailprogramme es nicht zeigen; wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>The image {image} is not there, so readers would not see it; put it beside the workspace, or give its address on the web.</source>
        <translation>Das Bild {image} ist nicht vorhanden, daher würden Leser es nicht sehen; legen Sie es neben den Arbeitsbereich, oder geben Sie seine Adresse im Web an.</translation>
    </message>
    <message>
        <source>The image {image} is larger than 10 MB; make it smaller, as readers would wait for it.</source>
        <translation>Das Bild {image} ist größer als 10 MB; verkleinern Sie es, denn Leser müssten darauf warten.</translation>
    </message>
    <message>
        <source>Nobody in the data is {who}, so this message was kept aside; import the person and take it in again.</source>
        <translation>Niemand in den Daten ist {who}, daher wurde diese Nachricht beiseitegelegt; importieren Sie die Person, und nehmen Sie die Nachricht erneut auf.</translation>
    </message>
    <message>
        <source>This message is neither JSON nor a form, so it was kept aside.</source>
        <translation>Diese Nachricht ist weder JSON noch ein Formular, daher wurde sie beiseitegelegt.</translation>
    </message>
    <message>
        <source>This message has no event name at {path}, so it was kept aside.</source>
        <translation>Diese Nachricht hat bei {path} keinen Namen eines Ereignisses, daher wurde sie beiseitegelegt.</translation>
    </message>
    <message>
        <source>This message names nobody at {path}, so it was kept aside.</source>
        <translation>Diese Nachricht nennt bei {path} niemanden, daher wurde sie beiseitegelegt.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; at {path} is no time, so this message was kept aside; ISO 8601 and seconds since 1970 are read.</source>
        <translation>„{text}“ bei {path} ist keine Zeit, daher wurde diese Nachricht beiseitegelegt; gelesen werden ISO 8601 und Sekunden seit 1970.</translation>
    </message>
    <message>
        <source>People who sign up need a value for {column}, and none can be made for it; import your people with a key of text or whole numbers.</source>
        <translation>Personen, die sich anmelden, brauchen einen Wert für {column}, und dafür lässt sich keiner bilden; importieren Sie Ihre Personen mit einem Schlüssel aus Text oder ganzen Zahlen.</translation>
    </message>
    <message>
        <source>This address is blocked and stays so: it gets no emails until you take it off the list of blocked addresses.</source>
        <translation>Diese Adresse ist gesperrt und bleibt es: Sie erhält keine E-Mails, bis Sie sie von der Liste der gesperrten Adressen nehmen.</translation>
    </message>
    <message>
        <source>The topic of this sign-up is no longer there, so it was kept aside.</source>
        <translation>Das Thema dieser Anmeldung ist nicht mehr vorhanden, daher wurde sie beiseitegelegt.</translation>
    </message>
    <message>
        <source>The copy {copy} for {machine} is not where it was put; if {machine} has it, all is well, else take sending back.</source>
        <translation>Die Kopie {copy} für {machine} ist nicht mehr dort, wo sie abgelegt wurde; wenn {machine} sie hat, ist alles gut, sonst holen Sie den Versand zurück.</translation>
    </message>
    <message>
        <source>Who sends is not a setting; use &quot;audiencectl handover&quot;.</source>
        <translation>Wer sendet, ist keine Einstellung; verwenden Sie „audiencectl handover“.</translation>
    </message>
    <message>
        <source>Sending was not handed over from {path}, so there is nothing to take back.</source>
        <translation>Der Versand wurde von {path} aus nicht abgegeben, daher gibt es nichts zurückzuholen.</translation>
    </message>
    <message>
        <source>Nothing is left to finish about handing over {path}; see who sends with &quot;audiencectl handover --status&quot;.</source>
        <translation>Bei der Übergabe von {path} ist nichts mehr abzuschließen; „audiencectl handover --status“ zeigt, wer sendet.</translation>
    </message>
    <message>
        <source>{machine} is sending just now; pause its campaigns or end its worker, then hand over.</source>
        <translation>{machine} sendet gerade; halten Sie die Kampagnen dort an, oder beenden Sie den Worker dort, und geben Sie den Versand dann ab.</translation>
    </message>
    <message>
        <source>Say one of --to, --take-back and --status.</source>
        <translation>Geben Sie eines von --to, --take-back und --status an.</translation>
    </message>
    <message>
        <source>{people} people who bought are too alike for {count} groups; ask for fewer groups.</source>
        <translation>{people} Personen, die gekauft haben, sind einander zu ähnlich für {count} Gruppen; verlangen Sie weniger Gruppen.</translation>
    </message>
    <message>
        <source>Somebody else changed these limits meanwhile, so nothing was written; they are shown as they are now, change them again if you still want to.</source>
        <translation>Jemand anderes hat diese Grenzen inzwischen geändert, daher wurde nichts geschrieben; sie werden gezeigt, wie sie jetzt sind, ändern Sie sie erneut, wenn Sie das noch möchten.</translation>
    </message>
    <message>
        <source>the first part is sent; look at what came of it, then resume it for everybody else</source>
        <translation>der erste Teil ist gesendet; sehen Sie, was daraus wurde, und setzen Sie dann für alle anderen fort</translation>
    </message>
    <message>
        <source>the mail server answered with {code}</source>
        <translation>der Mailserver hat mit {code} geantwortet</translation>
    </message>
    <message>
        <source>it was tried again and again and not taken in time; the log has the last answer</source>
        <translation>sie wurde immer wieder versucht und nicht rechtzeitig angenommen; die letzte Antwort steht im Verlauf</translation>
    </message>
    <message>
        <source>the email service cannot be reached at the moment; it is tried again by itself</source>
        <translation>der E-Mail-Dienst ist im Moment nicht erreichbar; es wird von selbst erneut versucht</translation>
    </message>
    <message>
        <source>The AWS profile {profile} takes its keys from itself by way of others; mend source_profile in the configuration of the AWS tools.</source>
        <translation>Das AWS-Profil {profile} bezieht seine Schlüssel über andere von sich selbst; berichtigen Sie source_profile in der Konfiguration der AWS-Werkzeuge.</translation>
    </message>
    <message>
        <source>At most {most} segments can be laid over each other at once; leave some out.</source>
        <translation>Höchstens {most} Segmente lassen sich zugleich übereinanderlegen; lassen Sie einige weg.</translation>
    </message>
    <message>
        <source>Somebody else changed the same rule meanwhile, so nothing was written; it is shown as it is now, change it again if you still want to.</source>
        <translation>Jemand anderes hat dieselbe Regel inzwischen geändert, daher wurde nichts geschrieben; sie wird gezeigt, wie sie jetzt ist, ändern Sie sie erneut, wenn Sie das noch möchten.</translation>
    </message>
    <message>
        <source>{name} has no SPF record, so mailboxes cannot tell which servers may send for it; ask whoever runs your mail server which TXT record to set.</source>
        <translation>{name} hat keinen SPF-Eintrag, daher wissen Postfächer nicht, welche Server dafür senden dürfen; fragen Sie, wer Ihren Mailserver betreibt, welcher TXT-Eintrag zu setzen ist.</translation>
    </message>
    <message>
        <source>The SPF record of {name} does not end with ~all or -all; add one of these.</source>
        <translation>Der SPF-Eintrag von {name} endet nicht mit ~all oder -all; ergänzen Sie eines davon.</translation>
    </message>
    <message>
        <source>{name} has two SPF records, so mailboxes ignore both; join them into one.</source>
        <translation>{name} hat zwei SPF-Einträge, daher beachten Postfächer keinen davon; fassen Sie sie zu einem zusammen.</translation>
    </message>
    <message>
        <source>Sending came back to this computer in the file {known}; open that one. The file {path} is from before and sends nothing.</source>
        <translation>Der Versand kam mit der Datei {known} auf diesen Computer zurück; öffnen Sie diese. Die Datei {path} ist von vorher und sendet nichts.</translation>
    </message>
    <message>
        <source>{machine} sends since {at}, so nothing is sent from this file, and what is changed here does not reach {machine}; take sending back to go on here.</source>
        <translation>{machine} sendet seit {at}, daher wird aus dieser Datei nichts gesendet, und was hier geändert wird, erreicht {machine} nicht; holen Sie den Versand zurück, um hier weiterzumachen.</translation>
    </message>
    <message>
        <source>Handing over to {machine} was interrupted, so nobody sends; finish it or take sending back.</source>
        <translation>Die Übergabe an {machine} wurde unterbrochen, daher sendet niemand; schließen Sie sie ab, oder holen Sie den Versand zurück.</translation>
    </message>
    <message>
        <source>Groups of buyers need to know what a purchase is and what it is worth; say so under Settings, &quot;Definitions&quot;.</source>
        <translation>Für Käufergruppen muss feststehen, was ein Kauf ist und was er wert ist; legen Sie es in den Einstellungen unter „Festlegungen“ fest.</translation>
    </message>
    <message>
        <source>The address &quot;{url}&quot; cannot stand in an email and was left out; write it in full, beginning with https://.</source>
        <translation>Die Adresse „{url}“ kann nicht in einer E-Mail stehen und wurde weggelassen; schreiben Sie sie vollständig, mit https:// am Anfang.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no colour; write #rrggbb or choose a colour of the brand.</source>
        <translation>„{value}“ ist keine Farbe; schreiben Sie #rrggbb oder wählen Sie eine Farbe der Marke.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; cannot be read as a condition; write it as in Liquid, without the tag around it.</source>
        <translation>„{value}“ lässt sich nicht als Bedingung lesen; schreiben Sie sie wie in Liquid, ohne den Befehl darum herum.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no list of fonts; write their names with commas between them, or choose a font of the brand.</source>
        <translation>„{value}“ ist keine Liste von Schriften; schreiben Sie die Namen mit Kommas dazwischen oder wählen Sie eine Schrift der Marke.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; cannot be the id of a part of the email; use letters, digits, _ and -.</source>
        <translation>„{value}“ kann nicht die Kennung eines Teils der E-Mail sein; verwenden Sie Buchstaben, Ziffern, _ und -.</translation>
    </message>
    <message>
        <source>The variables of this email cannot be read ({id}); look for a tag that was opened and not closed.</source>
        <translation>Die Variablen dieser E-Mail lassen sich nicht lesen ({id}); suchen Sie einen Befehl, der geöffnet und nicht geschlossen wurde.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; cannot be used as a name; use letters, digits and _, beginning with a letter.</source>
        <translation>„{value}“ kann kein Name sein; verwenden Sie Buchstaben, Ziffern und _, mit einem Buchstaben am Anfang.</translation>
    </message>
    <message>
        <source>A section has one to four columns; add one or split the section.</source>
        <translation>Ein Abschnitt hat eine bis vier Spalten; fügen Sie eine hinzu oder teilen Sie den Abschnitt.</translation>
    </message>
    <message>
        <source>The widths of the columns must add up to 100 percent; correct them or leave them out.</source>
        <translation>Die Breiten der Spalten müssen zusammen 100 Prozent ergeben; berichtigen Sie sie oder lassen Sie sie weg.</translation>
    </message>
    <message>
        <source>The id &quot;{value}&quot; is used twice in this email; give one of the parts another.</source>
        <translation>Die Kennung „{value}“ kommt in dieser E-Mail zweimal vor; geben Sie einem der Teile eine andere.</translation>
    </message>
    <message>
        <source>&quot;{id}&quot; is locked; unlock it to change it.</source>
        <translation>„{id}“ ist gegen Änderungen gesperrt; entsperren Sie den Teil, um ihn zu ändern.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is missing here; fill it in.</source>
        <translation>Hier fehlt „{name}“; ergänzen Sie es.</translation>
    </message>
    <message>
        <source>MJML and our blocks have no common form for &quot;{value}&quot; (line {line}); it is kept as HTML.</source>
        <translation>MJML und unsere Blöcke haben für „{value}“ keine gemeinsame Form (Zeile {line}); es bleibt als HTML erhalten.</translation>
    </message>
    <message>
        <source>The wrapper in line {line} became sections of their own, with its background and its room above and below.</source>
        <translation>Aus dem Wrapper in Zeile {line} wurden eigene Abschnitte, mit seinem Hintergrund und seinem Abstand oben und unten.</translation>
    </message>
    <message>
        <source>The section in line {line} has more than four columns; the contents of the others stand in the fourth.</source>
        <translation>Der Abschnitt in Zeile {line} hat mehr als vier Spalten; der Inhalt der übrigen steht in der vierten.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; (line {line}) has no effect here; it is kept and written again when you export MJML.</source>
        <translation>„{value}“ (Zeile {line}) hat hier keine Wirkung; es bleibt erhalten und wird wieder geschrieben, wenn Sie MJML exportieren.</translation>
    </message>
    <message>
        <source>This is no complete MJML: line {line} has a tag that is not closed or not written correctly. Correct it and import again.</source>
        <translation>Das ist kein vollständiges MJML: Zeile {line} hat ein Tag, das nicht geschlossen oder nicht richtig geschrieben ist. Berichtigen Sie es und importieren Sie erneut.</translation>
    </message>
    <message>
        <source>This MJML is larger than can be read (2 MB, 40 levels, 20,000 parts); split it.</source>
        <translation>Dieses MJML ist größer, als sich lesen lässt (2 MB, 40 Ebenen, 20.000 Teile); teilen Sie es auf.</translation>
    </message>
    <message>
        <source>This email was made by a newer version of the program (format {version}); update Audience-Sync to open it.</source>
        <translation>Diese E-Mail stammt aus einer neueren Version des Programms (Format {version}); aktualisieren Sie Audience-Sync, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>This cannot go into &quot;{id}&quot;; blocks go into columns, columns into sections.</source>
        <translation>Das passt nicht in „{id}“; Blöcke gehören in Spalten, Spalten in Abschnitte.</translation>
    </message>
    <message>
        <source>This is no email made of blocks; choose another file.</source>
        <translation>Das ist keine E-Mail aus Blöcken; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>MJML has no &quot;{value}&quot;; it was written as HTML, which stays as it looks but cannot be edited as a block again.</source>
        <translation>MJML kennt „{value}“ nicht; es wurde als HTML geschrieben, das sein Aussehen behält, sich aber nicht wieder als Block bearbeiten lässt.</translation>
    </message>
    <message>
        <source>{value} lies outside {low} to {high}; correct the number.</source>
        <translation>{value} liegt außerhalb von {low} bis {high}; berichtigen Sie die Zahl.</translation>
    </message>
    <message>
        <source>There are more than {limit} entries here; split the email into shorter ones.</source>
        <translation>Hier stehen mehr als {limit} Einträge; teilen Sie die E-Mail in kürzere auf.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is none of the choices here ({choices}); choose one of them.</source>
        <translation>„{value}“ steht hier nicht zur Wahl ({choices}); wählen Sie etwas davon.</translation>
    </message>
    <message>
        <source>The email has no part &quot;{id}&quot; any more; it may have been removed.</source>
        <translation>Die E-Mail hat keinen Teil „{id}“ mehr; vielleicht wurde er entfernt.</translation>
    </message>
    <message>
        <source>This version of the program does not know blocks of the kind &quot;{value}&quot;; they are kept but not shown.</source>
        <translation>Diese Version des Programms kennt keine Blöcke der Art „{value}“; sie bleiben erhalten, werden aber nicht angezeigt.</translation>
    </message>
    <message>
        <source>The brand has no &quot;{value}&quot;, so a default is used; add it to the brand or choose another.</source>
        <translation>Die Marke hat kein „{value}“, daher wird eine Vorgabe verwendet; fügen Sie es der Marke hinzu oder wählen Sie etwas anderes.</translation>
    </message>
    <message>
        <source>There is something else here than the {expected} that belongs here; correct it.</source>
        <translation>Hier gehört {expected} hin, es steht aber etwas anderes da; berichtigen Sie es.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is no amount of money; write it like 250.00, or leave it empty.</source>
        <translation>„{text}“ ist kein Geldbetrag; schreiben Sie ihn wie 250.00 oder lassen Sie ihn leer.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is not a schedule of five fields: minute, hour, day, month, weekday, such as &quot;0 9 * * mon-fri&quot;; look at &quot;{at}&quot;.</source>
        <translation>„{text}“ ist kein Zeitplan aus fünf Feldern: Minute, Stunde, Tag, Monat, Wochentag, etwa „0 9 * * mon-fri“; sehen Sie sich „{at}“ an.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is no name of a link parameter; names begin with utm_ and have letters, digits and underscores, such as utm_source.</source>
        <translation>„{name}“ ist kein Name für einen Link-Parameter; Namen beginnen mit utm_ und bestehen aus Buchstaben, Ziffern und Unterstrichen, etwa utm_source.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; follows no clicks, so nobody knows who did not click in it; send it again to everybody.</source>
        <translation>„{name}“ erfasst keine Klicks, daher weiß niemand, wer darin nicht geklickt hat; senden Sie erneut an alle.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; follows no openings, so nobody knows who did not open it; send it again to those who did not click, or to everybody.</source>
        <translation>„{name}“ erfasst keine Öffnungen, daher weiß niemand, wer nicht geöffnet hat; senden Sie erneut an alle, die nicht geklickt haben, oder an alle.</translation>
    </message>
    <message>
        <source>{people} of {count} people get it at the hour at which they opened most emails; all others opened fewer than {openings} and get it at the start.</source>
        <translation>{people} von {count} Personen erhalten sie zu der Stunde, zu der sie die meisten E-Mails geöffnet haben; alle anderen haben weniger als {openings} geöffnet und erhalten sie zu Beginn.</translation>
    </message>
    <message>
        <source>It will cost about {cost} {currency}; the budget of {budget} is in {own}, so nobody can say whether that is enough. Set the price in {own}.</source>
        <translation>Sie wird etwa {cost} {currency} kosten; das Budget von {budget} ist in {own} angegeben, daher lässt sich nicht sagen, ob es reicht. Legen Sie den Preis in {own} fest.</translation>
    </message>
    <message>
        <source>Clicks are not followed: who clicks is not kept, and Amazon leaves the links as they are.</source>
        <translation>Klicks werden nicht erfasst: Wer klickt, wird nicht festgehalten, und Amazon lässt die Links, wie sie sind.</translation>
    </message>
    <message>
        <source>It will cost about {cost} {currency}, within its budget of {budget}.</source>
        <translation>Sie wird etwa {cost} {currency} kosten, im Rahmen ihres Budgets von {budget}.</translation>
    </message>
    <message>
        <source>Nobody in the audience has opened {openings} emails yet, so no best hour is known and everybody gets it at the start.</source>
        <translation>Noch hat niemand unter den Empfängern {openings} E-Mails geöffnet, daher ist keine beste Stunde bekannt, und alle erhalten sie zu Beginn.</translation>
    </message>
    <message>
        <source>Openings are not followed: who opens it is not kept. Amazon still puts its picture into the email where the configuration set says so; take openings out of it to have none.</source>
        <translation>Öffnungen werden nicht erfasst: Wer sie öffnet, wird nicht festgehalten. Amazon setzt sein Bild trotzdem in die E-Mail, wenn der Konfigurationssatz es so vorgibt; nehmen Sie die Öffnungen dort heraus, um keines zu haben.</translation>
    </message>
    <message>
        <source>It will cost about {cost} {currency}, more than its budget of {budget}; choose fewer people or raise the budget.</source>
        <translation>Sie wird etwa {cost} {currency} kosten, mehr als ihr Budget von {budget}; wählen Sie weniger Personen oder erhöhen Sie das Budget.</translation>
    </message>
    <message>
        <source>The history of one segment is told at a time; name one of FILE, --text &quot;...&quot; and --id ID, or pass --flow for who moved between several.</source>
        <translation>Der Verlauf wird jeweils für ein Segment gezeigt; nennen Sie eines von DATEI, --text &quot;...&quot; und --id ID, oder übergeben Sie --flow, um zu sehen, wer zwischen mehreren gewechselt hat.</translation>
    </message>
    <message>
        <source>There is neither a file nor a template called &quot;{name}&quot;; write the path of an HTML file or the name of a template (audiencectl template list).</source>
        <translation>Es gibt weder eine Datei noch eine Vorlage namens „{name}“; schreiben Sie den Pfad einer HTML-Datei oder den Namen einer Vorlage (audiencectl template list).</translation>
    </message>
    <message>
        <source>The name &quot;{name}&quot; is too long for a folder or a tag; use at most {most} letters.</source>
        <translation>Der Name „{name}“ ist zu lang für einen Ordner oder ein Schlagwort; verwenden Sie höchstens {most} Zeichen.</translation>
    </message>
    <message>
        <source>A &lt;{tag}&gt; holds other elements or is never closed, so its text cannot be replaced alone; choose what is inside it.</source>
        <translation>Ein &lt;{tag}&gt; enthält andere Elemente oder wird nie geschlossen, daher lässt sich sein Text nicht allein ersetzen; wählen Sie, was darin steht.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; has a contrast of {ratio} to 1 on its background, and readers need {needed} to 1; make the text darker or the background lighter, or the other way round.</source>
        <translation>„{text}“ hat auf seinem Hintergrund einen Kontrast von {ratio} zu 1, Leser brauchen {needed} zu 1; machen Sie den Text dunkler oder den Hintergrund heller, oder umgekehrt.</translation>
    </message>
    <message>
        <source>A heading of level {level} follows one of level {before}; screen readers take the levels between for missing. Use them in order.</source>
        <translation>Auf eine Überschrift der Ebene {before} folgt eine der Ebene {level}; für Bildschirmleser fehlen die Ebenen dazwischen. Verwenden Sie sie der Reihe nach.</translation>
    </message>
    <message>
        <source>A picture has no width, so Outlook shows it as large as its file; give it a width in pixels.</source>
        <translation>Ein Bild hat keine Breite, daher zeigt Outlook es so groß wie seine Datei; geben Sie ihm eine Breite in Pixeln.</translation>
    </message>
    <message>
        <source>There are too few words beside the pictures ({words} words, pictures: {images}); where pictures are off little is left, and filters trust text more. Add words.</source>
        <translation>Neben den Bildern steht zu wenig Text ({words} Wörter, Bilder: {images}); wo Bilder ausgeschaltet sind, bleibt wenig übrig, und Filter vertrauen Text mehr. Ergänzen Sie Text.</translation>
    </message>
    <message>
        <source>The email does not say its language, which screen readers and translators go by; write &lt;html lang=&quot;en&quot;&gt; or another one.</source>
        <translation>Die E-Mail nennt ihre Sprache nicht, nach der sich Bildschirmleser und Übersetzer richten; schreiben Sie &lt;html lang=&quot;en&quot;&gt; oder eine andere.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; leads to different addresses; say in the words of each link where it goes.</source>
        <translation>„{text}“ führt zu verschiedenen Adressen; sagen Sie im Text jedes Links, wohin er führt.</translation>
    </message>
    <message>
        <source>The address {url} has a blank in it, and some mailboxes end the link there; write %20 instead.</source>
        <translation>Die Adresse {url} enthält ein Leerzeichen, und manche Postfächer beenden den Link dort; schreiben Sie stattdessen %20.</translation>
    </message>
    <message>
        <source>{url} is linked {count} times with different words; one clear link is easier to choose and to count.</source>
        <translation>{url} ist {count}-mal mit verschiedenen Worten verlinkt; ein einziger klarer Link ist leichter zu wählen und zu zählen.</translation>
    </message>
    <message>
        <source>The link {url} is an example that leads nowhere; replace it.</source>
        <translation>Der Link {url} ist ein Beispiel, das nirgendwohin führt; ersetzen Sie ihn.</translation>
    </message>
    <message>
        <source>The link {url} is mistyped and cannot be opened; correct it.</source>
        <translation>Der Link {url} ist falsch geschrieben und lässt sich nicht öffnen; berichtigen Sie ihn.</translation>
    </message>
    <message>
        <source>The link {url} has no https:// in front, so it cannot be opened from an email; add it.</source>
        <translation>Vor dem Link {url} fehlt https://, daher lässt er sich aus einer E-Mail nicht öffnen; ergänzen Sie es.</translation>
    </message>
    <message>
        <source>{text} is a placeholder of another tool and would be sent as it stands; write {{ ... }} instead.</source>
        <translation>{text} ist ein Platzhalter eines anderen Werkzeugs und würde so gesendet, wie er dasteht; schreiben Sie stattdessen {{ ... }}.</translation>
    </message>
    <message>
        <source>{text} is Handlebars or Mustache and not Liquid; write it as {% for %}, {% if %} or {{ ... }}.</source>
        <translation>{text} ist Handlebars oder Mustache und nicht Liquid; schreiben Sie es als {% for %}, {% if %} oder {{ ... }}.</translation>
    </message>
    <message>
        <source>Your postal address is not in the email; mailbox providers and the law of many countries ask for it. Add {{ postal_address }}.</source>
        <translation>Ihre Postanschrift steht nicht in der E-Mail; Mailanbieter und das Recht vieler Länder verlangen sie. Fügen Sie {{ postal_address }} ein.</translation>
    </message>
    <message>
        <source>The preheader has {count} characters; inboxes show about {most}.</source>
        <translation>Die Vorschauzeile hat {count} Zeichen; Posteingänge zeigen etwa {most}.</translation>
    </message>
    <message>
        <source>There is no preheader, so inboxes show the first words of the email beside the subject.</source>
        <translation>Es gibt keine Vorschauzeile, daher zeigen Posteingänge neben dem Betreff die ersten Worte der E-Mail.</translation>
    </message>
    <message>
        <source>&quot;{phrase}&quot; is a phrase that filters know from spam; say it in your own words.</source>
        <translation>„{phrase}“ ist eine Wendung, die Filter aus Spam kennen; sagen Sie es mit eigenen Worten.</translation>
    </message>
    <message>
        <source>The subject is written in capitals, which reads as shouting and is a mark of spam.</source>
        <translation>Der Betreff ist in Großbuchstaben geschrieben; das liest sich wie Schreien und gilt als Merkmal von Spam.</translation>
    </message>
    <message>
        <source>The subject has {count} characters; inboxes show about {most}, phones half of that.</source>
        <translation>Der Betreff hat {count} Zeichen; Posteingänge zeigen etwa {most}, Telefone die Hälfte davon.</translation>
    </message>
    <message>
        <source>The subject has {count} exclamation and question marks; one is enough.</source>
        <translation>Der Betreff hat {count} Ausrufe- und Fragezeichen; eines genügt.</translation>
    </message>
    <message>
        <source>The email has no title, which browsers and some screen readers show; add &lt;title&gt; to its head.</source>
        <translation>Die E-Mail hat keinen Titel, den Browser zeigen und manche Screenreader vorlesen; fügen Sie &lt;title&gt; in ihren Kopf ein.</translation>
    </message>
    <message>
        <source>A part of the email is {width} pixels wide; more than 640 does not fit most mailboxes, and phones show it tiny.</source>
        <translation>Ein Teil der E-Mail ist {width} Pixel breit; mehr als 640 passt in die meisten Postfächer nicht, und Telefone zeigen ihn winzig.</translation>
    </message>
    <message>
        <source>{parameter} is &quot;{first}&quot; in some links and &quot;{other}&quot; in {url}; web statistics count them apart.</source>
        <translation>{parameter} ist in manchen Links „{first}“ und in {url} „{other}“; Webstatistiken zählen sie getrennt.</translation>
    </message>
    <message>
        <source>{url} has no {parameter}, which other links of the email have; its visits are not counted for this email.</source>
        <translation>{url} hat kein {parameter}, andere Links der E-Mail schon; seine Besuche werden dieser E-Mail nicht zugerechnet.</translation>
    </message>
    <message>
        <source>The email is larger than 102 KB for these people: Gmail cuts it off there, and the unsubscribe link with it. Shorten it.</source>
        <translation>Bei diesen Personen ist die E-Mail größer als 102 KB: Gmail schneidet sie dort ab und den Abmeldelink mit ihr. Kürzen Sie sie.</translation>
    </message>
    <message>
        <source>{field} is empty for these people, and words stand around it; write what stands there instead: {{ {field} | default: &quot;...&quot; }}.</source>
        <translation>{field} ist bei diesen Personen leer und steht mitten im Text; schreiben Sie, was stattdessen dort steht: {{ {field} | default: &quot;...&quot; }}.</translation>
    </message>
    <message>
        <source>{field} is empty for these people, and it is part of a link or an image address; show the link only to those who have it.</source>
        <translation>{field} ist bei diesen Personen leer und gehört zu einem Link oder einer Bildadresse; zeigen Sie den Link nur denen, die es haben.</translation>
    </message>
    <message>
        <source>These people have no {field}, and the template leaves out whoever lacks a field it needs.</source>
        <translation>Diesen Personen fehlt {field}, und die Vorlage lässt alle aus, denen ein Feld fehlt, das sie braucht.</translation>
    </message>
    <message>
        <source>A link cannot be opened: its address has a blank, no https:// or another fault. Correct it or the data behind it.</source>
        <translation>Ein Link lässt sich nicht öffnen: Seine Adresse hat ein Leerzeichen, kein https:// oder einen anderen Fehler. Berichtigen Sie sie oder die Daten dahinter.</translation>
    </message>
    <message>
        <source>A link leads nowhere, because its address is empty.</source>
        <translation>Ein Link führt nirgendwohin, weil seine Adresse leer ist.</translation>
    </message>
    <message>
        <source>A link leads to an example address that does not exist; replace it.</source>
        <translation>Ein Link führt zu einer Beispieladresse, die es nicht gibt; ersetzen Sie ihn.</translation>
    </message>
    <message>
        <source>A placeholder is left in the email as it would be sent; look at the data behind it.</source>
        <translation>In der E-Mail bleibt so, wie sie gesendet würde, ein Platzhalter stehen; prüfen Sie die Daten dahinter.</translation>
    </message>
    <message>
        <source>The email these people would get has no unsubscribe link; take it out of the condition around it.</source>
        <translation>Die E-Mail, die diese Personen bekämen, hat keinen Abmeldelink; nehmen Sie ihn aus der Bedingung heraus, in der er steht.</translation>
    </message>
    <message>
        <source>Several people have the same address; only the first of them gets the email.</source>
        <translation>Mehrere Personen haben dieselbe Adresse; nur die erste von ihnen erhält die E-Mail.</translation>
    </message>
    <message>
        <source>Several people have keys that differ only in letter case or blanks; they may be the same person twice.</source>
        <translation>Mehrere Personen haben Schlüssel, die sich nur in Großschreibung oder Leerzeichen unterscheiden; es kann zweimal dieselbe Person sein.</translation>
    </message>
    <message>
        <source>These people have no {field}, and the template stops the whole send there.</source>
        <translation>Diesen Personen fehlt {field}, und die Vorlage hält dann den ganzen Versand an.</translation>
    </message>
    <message>
        <source>The subject is longer than 60 characters for these people; phones show about half of that.</source>
        <translation>Der Betreff ist bei diesen Personen länger als 60 Zeichen; Telefone zeigen etwa die Hälfte davon.</translation>
    </message>
    <message>
        <source>an address at a domain that is never written to</source>
        <translation>eine Adresse bei einer Domain, an die nie geschrieben wird</translation>
    </message>
    <message>
        <source>an address at a domain that this campaign leaves out</source>
        <translation>eine Adresse bei einer Domain, die diese Kampagne auslässt</translation>
    </message>
    <message>
        <source>somebody else with the same value of the field gets it</source>
        <translation>jemand anderes mit demselben Wert des Feldes erhält sie</translation>
    </message>
    <message>
        <source>had as many emails about this topic as allowed for now</source>
        <translation>hat vorerst so viele E-Mails zu diesem Thema erhalten wie erlaubt</translation>
    </message>
    <message>
        <source>as many as allowed in the time were sent; it goes on by itself</source>
        <translation>es wurden so viele gesendet, wie in dieser Zeit erlaubt sind; es geht von selbst weiter</translation>
    </message>
    <message>
        <source>{day} has not come yet, so nobody knows who will be in the segment then; choose a day up to today.</source>
        <translation>{day} liegt in der Zukunft, daher weiß niemand, wer dann im Segment sein wird; wählen Sie einen Tag bis heute.</translation>
    </message>
    <message>
        <source>The first day, {from}, comes after the last, {to}; turn the two around.</source>
        <translation>Der erste Tag, {from}, liegt nach dem letzten, {to}; vertauschen Sie die beiden.</translation>
    </message>
    <message>
        <source>At most {most} days can be counted at once; choose a longer step or a shorter time.</source>
        <translation>Höchstens {most} Tage lassen sich auf einmal zählen; wählen Sie einen längeren Schritt oder einen kürzeren Zeitraum.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; {currency} is no price for a thousand emails; write an amount like 0.10 and three letters like EUR.</source>
        <translation>„{text}“ {currency} ist kein Preis für tausend E-Mails; schreiben Sie einen Betrag wie 0.10 und drei Buchstaben wie EUR.</translation>
    </message>
    <message>
        <source>There is no field &quot;{field}&quot; in &quot;{dataset}&quot;, so it would be empty for everybody; perhaps {near} is meant.</source>
        <translation>In „{dataset}“ gibt es kein Feld „{field}“, es wäre also bei allen leer; vielleicht ist {near} gemeint.</translation>
    </message>
    <message>
        <source>The section in line {line} has conditions or loops around its columns that cannot stand side by side here; its contents stand one below the other.</source>
        <translation>Der Abschnitt in Zeile {line} hat um seine Spalten Bedingungen oder Schleifen, die hier nicht nebeneinander stehen können; sein Inhalt steht untereinander.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; (line {line}) can hold nothing but words here; pictures and the like in it were left out.</source>
        <translation>„{value}“ (Zeile {line}) kann hier nur Wörter enthalten; Bilder und Ähnliches darin wurden weggelassen.</translation>
    </message>
    <message>
        <source>The campaign &quot;{name}&quot; is not over, so it stays in the lists; stop it or wait for its end, then archive it.</source>
        <translation>Die Kampagne „{name}“ ist nicht zu Ende und bleibt daher in den Listen; stoppen Sie sie oder warten Sie ihr Ende ab und archivieren Sie sie dann.</translation>
    </message>
    <message>
        <source>What is read from the standard input cannot be mended in its place; name a file or a saved template with --fix.</source>
        <translation>Was von der Standardeingabe gelesen wird, lässt sich nicht an seinem Platz berichtigen; nennen Sie mit --fix eine Datei oder eine gesicherte Vorlage.</translation>
    </message>
    <message>
        <source>What these people have where the template needs a whole number is none; look at the values and guard them with a default or a condition.</source>
        <translation>Was diese Personen dort haben, wo die Vorlage eine ganze Zahl braucht, ist keine; sehen Sie die Werte an und sichern Sie sie mit einem Ersatzwert oder einer Bedingung ab.</translation>
    </message>
    <message>
        <source>The sending rules of this workspace cannot be read, so nothing is sent by them; set them anew with audiencectl setting sending --default, or restore a backup.</source>
        <translation>Die Versandregeln dieses Arbeitsbereichs sind nicht lesbar, daher wird nach ihnen nichts gesendet; setzen Sie sie mit audiencectl setting sending --default neu, oder stellen Sie eine Sicherung wieder her.</translation>
    </message>
    <message>
        <source>The animation {image} has {size} MB, and readers would wait for it; make it smaller than {limit} MB, or save its first picture as PNG.</source>
        <translation>Die Animation {image} hat {size} MB, und Leser müssten auf sie warten; machen Sie sie kleiner als {limit} MB, oder speichern Sie ihr erstes Bild als PNG.</translation>
    </message>
    <message>
        <source>{base} is no address that everybody can reach; give one that begins with https:// and names a server on the web, for example https://img.example.org/mail.</source>
        <translation>{base} ist keine Adresse, die alle erreichen können; geben Sie eine an, die mit https:// beginnt und einen Server im Web nennt, zum Beispiel https://img.example.org/mail.</translation>
    </message>
    <message>
        <source>This computer cannot read pictures of the kind {kind} ({image}); save it as PNG or JPEG and add that.</source>
        <translation>Dieser Computer kann Bilder der Art {kind} nicht lesen ({image}); speichern Sie es als PNG oder JPEG und fügen Sie das hinzu.</translation>
    </message>
    <message>
        <source>The file {path} could not be written; check the folder and the free space, then try again.</source>
        <translation>Die Datei {path} konnte nicht geschrieben werden; prüfen Sie den Ordner und den freien Platz und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The picture {image} is damaged in the workspace file: its content is another than was kept; add it again from its original.</source>
        <translation>Das Bild {image} ist in der Datei des Arbeitsbereichs beschädigt: Sein Inhalt ist ein anderer als der gespeicherte; fügen Sie es aus seinem Original erneut hinzu.</translation>
    </message>
    <message>
        <source>The picture {image} is damaged or was cut off, so it cannot be shown; get it again and add that.</source>
        <translation>Das Bild {image} ist beschädigt oder abgeschnitten und kann daher nicht gezeigt werden; besorgen Sie es neu und fügen Sie es dann hinzu.</translation>
    </message>
    <message>
        <source>The picture {image} is not in the library of this workspace, so readers would not see it; choose another one in its place.</source>
        <translation>Das Bild {image} steht nicht in der Bibliothek dieses Arbeitsbereichs, daher würden Leser es nicht sehen; wählen Sie ein anderes an seiner Stelle.</translation>
    </message>
    <message>
        <source>The picture {image} is used in {names}; take it out there first.</source>
        <translation>Das Bild {image} wird in {names} verwendet; nehmen Sie es dort zuerst heraus.</translation>
    </message>
    <message>
        <source>The content of the picture {image} is missing in the workspace file; add it again from its original.</source>
        <translation>Der Inhalt des Bildes {image} fehlt in der Datei des Arbeitsbereichs; fügen Sie es aus seinem Original erneut hinzu.</translation>
    </message>
    <message>
        <source>The picture {image} has to be made smaller or upright before an email can carry it; add it in the window or with &quot;audiencectl asset add&quot;.</source>
        <translation>Das Bild {image} muss verkleinert oder aufrecht gedreht werden, bevor eine E-Mail es tragen kann; fügen Sie es im Fenster oder mit „audiencectl asset add“ hinzu.</translation>
    </message>
    <message>
        <source>There is no folder {folder}; make it, or choose another one.</source>
        <translation>Den Ordner {folder} gibt es nicht; legen Sie ihn an oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>The file {image} is no PNG, JPEG, GIF or WebP picture, so mail programs could not show it; choose another one.</source>
        <translation>Die Datei {image} ist kein Bild in PNG, JPEG, GIF oder WebP, daher könnten E-Mail-Programme es nicht zeigen; wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>A picture needs a name; give it one.</source>
        <translation>Ein Bild braucht einen Namen; geben Sie ihm einen.</translation>
    </message>
    <message>
        <source>There is no picture {image} in the library; look at the list of them.</source>
        <translation>Das Bild {image} gibt es in der Bibliothek nicht; sehen Sie in der Liste der Bilder nach.</translation>
    </message>
    <message>
        <source>It could not be looked whether the picture {image} is at {address}; check the network and the address for pictures, then try again.</source>
        <translation>Es ließ sich nicht prüfen, ob das Bild {image} unter {address} liegt; prüfen Sie das Netz und die Adresse für Bilder und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The picture {image} is not at {address} yet, so readers would not see it; save the pictures as files, upload them there and try again.</source>
        <translation>Das Bild {image} liegt noch nicht unter {address}, daher würden Leser es nicht sehen; speichern Sie die Bilder als Dateien, laden Sie sie dort hoch und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>{count} pictures are called {image}; say which one by its hash.</source>
        <translation>{count} Bilder heißen {image}; sagen Sie mit dem Hash, welches gemeint ist.</translation>
    </message>
    <message>
        <source>The picture {image} has {size} MB; make it smaller than {limit} MB, as readers would wait for it.</source>
        <translation>Das Bild {image} hat {size} MB; machen Sie es kleiner als {limit} MB, da Leser darauf warten müssten.</translation>
    </message>
    <message>
        <source>The picture {image} has {width} x {height} pixels, more than {limit} million; make it smaller and add that.</source>
        <translation>Das Bild {image} hat {width} x {height} Pixel, mehr als {limit} Millionen; machen Sie es kleiner und fügen Sie das hinzu.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read ({reason}); check it and try again.</source>
        <translation>Die Datei {path} kann nicht gelesen werden ({reason}); prüfen Sie sie und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The picture {image} is not at {address} yet, so readers would not see it; upload the files in {folder} there and try again.</source>
        <translation>Das Bild {image} liegt noch nicht unter {address}, daher würden Leser es nicht sehen; laden Sie die Dateien in {folder} dort hoch und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Only words can stand here; put pictures and tables into blocks of their own.</source>
        <translation>Hier kann nur Text stehen; setzen Sie Bilder und Tabellen in eigene Blöcke.</translation>
    </message>
    <message>
        <source>&quot;{template}&quot; says that it is a service and has no way out, so it may only go where people wait for it. Send it as an email that people asked for, or make it marketing in the settings of the email.</source>
        <translation>„{template}“ ist als Service angegeben und bietet keine Abmeldung, darf also nur dorthin gehen, wo man darauf wartet. Senden Sie sie als E-Mail, um die gebeten wurde, oder machen Sie sie in den Einstellungen der E-Mail zu Marketing.</translation>
    </message>
    <message>
        <source>The subject or preheader of this campaign is for those who read the email itself; readers of {languages} get those of their translation.</source>
        <translation>Betreff oder Vorschauzeile dieser Kampagne gelten für alle, die die E-Mail selbst lesen; Leser von {languages} bekommen die ihrer Übersetzung.</translation>
    </message>
    <message>
        <source>&quot;{template}&quot; is approved by {by}.</source>
        <translation>„{template}“ ist von {by} freigegeben.</translation>
    </message>
    <message>
        <source>This workspace wants emails approved before they are sent, and &quot;{template}&quot; is not as it stands now; ask for approval in Templates.</source>
        <translation>In diesem Arbeitsbereich müssen E-Mails vor dem Senden freigegeben werden, und „{template}“ ist es in der jetzigen Fassung nicht; bitten Sie in den Vorlagen um Freigabe.</translation>
    </message>
    <message>
        <source>Readers of {languages} get the email in their language, by the column {column}.</source>
        <translation>Leser von {languages} bekommen die E-Mail in ihrer Sprache, nach der Spalte {column}.</translation>
    </message>
    <message>
        <source>The email has translations, but no column of your people says which language they read, so everybody gets the email itself; import one called &quot;language&quot; or &quot;locale&quot;.</source>
        <translation>Die E-Mail hat Übersetzungen, aber keine Spalte Ihrer Personen sagt, welche Sprache sie lesen, daher bekommen alle die E-Mail selbst; importieren Sie eine, die „language“ oder „locale“ heißt.</translation>
    </message>
    <message>
        <source>Variant {variant} of &quot;{template}&quot; is sent; where a reader&apos;s translation says something itself, that comes before it.</source>
        <translation>Variante {variant} von „{template}“ wird gesendet; was die Übersetzung für jemanden selbst sagt, geht ihr vor.</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; holds no words to put in; it is a JSON object of words by key, or what &quot;template translate&quot; prints with --json.</source>
        <translation>„{path}“ enthält keine Texte zum Einsetzen; erwartet wird ein JSON-Objekt mit Texten nach Schlüssel oder das, was „template translate“ mit --json ausgibt.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no parameter of links; write it as utm_source=news.</source>
        <translation>„{value}“ ist kein Parameter von Links; schreiben Sie ihn wie utm_source=news.</translation>
    </message>
    <message>
        <source>The image {image} has an address without https, which mail programs warn of or hide; give one with https://, or put the picture into the library.</source>
        <translation>Die Adresse des Bildes {image} ist ohne https, wovor E-Mail-Programme warnen oder weshalb sie es verbergen; geben Sie eine mit https:// an, oder nehmen Sie das Bild in die Bibliothek auf.</translation>
    </message>
    <message>
        <source>The image {image} has no public address, so readers would not see it; make the public corner or give an address of your own for pictures under Connections, or give its address on the web.</source>
        <translation>Das Bild {image} hat keine öffentliche Adresse, daher würden Leser es nicht sehen; legen Sie den öffentlichen Bereich an, geben Sie unter Verbindungen eine eigene Adresse für Bilder an, oder geben Sie die Adresse des Bildes im Web an.</translation>
    </message>
    <message>
        <source>The largest email: {bytes} bytes, of {sampled} people sampled.</source>
        <translation>Die größte E-Mail: {bytes} Bytes, bei {sampled} Personen in der Stichprobe.</translation>
    </message>
    <message>
        <source>The longest name: {count} characters.</source>
        <translation>Der längste Name: {count} Zeichen.</translation>
    </message>
    <message>
        <source>Most is missing: {count} of the {of} fields this email reads ({fields}).</source>
        <translation>Hier fehlt am meisten: {count} von {of} Feldern, die diese E-Mail liest ({fields}).</translation>
    </message>
    <message>
        <source>A name with {sign} in it.</source>
        <translation>Ein Name mit {sign} darin.</translation>
    </message>
    <message>
        <source>Text that runs from right to left, in {column}.</source>
        <translation>Text, der von rechts nach links läuft, in {column}.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is approved already; send it, or change it and ask again.</source>
        <translation>„{name}“ ist schon freigegeben; senden Sie sie, oder ändern Sie sie und bitten Sie erneut.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no language; write its tag, such as de or pt-BR.</source>
        <translation>„{value}“ ist keine Sprache; schreiben Sie ihr Kürzel, etwa de oder pt-BR.</translation>
    </message>
    <message>
        <source>The template &quot;{name}&quot; cannot be read ({reason} {path}); go back to an earlier version of it, or import it again under the same name.</source>
        <translation>Die Vorlage „{name}“ kann nicht gelesen werden ({reason} {path}); gehen Sie zu einer früheren Fassung zurück oder importieren Sie sie unter demselben Namen erneut.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is not made of blocks, so it cannot be written like this; export it as HTML or JSON.</source>
        <translation>„{name}“ besteht nicht aus Blöcken und kann daher so nicht geschrieben werden; exportieren Sie sie als HTML oder JSON.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; has no translation into {language}; look at its translations.</source>
        <translation>„{name}“ hat keine Übersetzung in {language}; sehen Sie sich die Übersetzungen der Vorlage an.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; has no variant {variant}; choose one of its variants, or none for the email itself.</source>
        <translation>„{name}“ hat keine Variante {variant}; wählen Sie eine der vorhandenen oder keine für die E-Mail selbst.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; has no version {revision}; look at its versions.</source>
        <translation>„{name}“ hat keine Fassung {revision}; sehen Sie sich die Fassungen der Vorlage an.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; holds no template and no blocks of an email; choose a file that was exported here, MJML or HTML.</source>
        <translation>„{name}“ enthält weder eine Vorlage noch Blöcke einer E-Mail; wählen Sie eine hier exportierte Datei, MJML oder HTML.</translation>
    </message>
    <message>
        <source>Nobody has asked for approval of &quot;{name}&quot; as it stands now; ask for it first.</source>
        <translation>Niemand hat um Freigabe von „{name}“ in der jetzigen Fassung gebeten; bitten Sie zuerst darum.</translation>
    </message>
    <message>
        <source>Nothing about the approval of &quot;{name}&quot; can be taken back; nobody has asked or decided anything since it was changed.</source>
        <translation>An der Freigabe von „{name}“ lässt sich nichts zurücknehmen; seit der letzten Änderung hat niemand darum gebeten oder entschieden.</translation>
    </message>
    <message>
        <source>You ({by}) wrote this version of &quot;{name}&quot;, so somebody else approves it; ask a colleague to open this workspace.</source>
        <translation>Sie ({by}) haben diese Fassung von „{name}“ geschrieben, also gibt sie jemand anderes frei; bitten Sie jemanden aus Ihrem Team, diesen Arbeitsbereich zu öffnen.</translation>
    </message>
    <message>
        <source>A contact sheet shows 1 to 48 people, not {count}; choose a number between them.</source>
        <translation>Ein Kontaktbogen zeigt 1 bis 48 Personen, nicht {count}; wählen Sie eine Zahl dazwischen.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; stands twice among the translations or variants of this template, or has no name; give each one of its own.</source>
        <translation>„{name}“ steht zweimal unter den Übersetzungen oder Varianten dieser Vorlage, oder eine hat keinen Namen; geben Sie jeder einen eigenen.</translation>
    </message>
    <message>
        <source>A group needs a name and a rule; add what is missing.</source>
        <translation>Eine Gruppe braucht einen Namen und eine Regel; ergänzen Sie, was fehlt.</translation>
    </message>
    <message>
        <source>Groups of people need at least one and at most {limit}; add one or leave some out.</source>
        <translation>Es braucht mindestens eine Gruppe von Personen und höchstens {limit}; fügen Sie eine hinzu oder lassen Sie einige weg.</translation>
    </message>
    <message>
        <source>A brand is a JSON object; begin with what `audiencectl template brand show` prints.</source>
        <translation>Eine Marke ist ein JSON-Objekt; beginnen Sie mit dem, was `audiencectl template brand show` ausgibt.</translation>
    </message>
    <message>
        <source>A brand has no &quot;{name}&quot;, so nothing was saved; write name, colours, fonts, logo, footer and tone as `audiencectl template brand show` prints them.</source>
        <translation>Eine Marke hat kein „{name}“, daher wurde nichts gespeichert; schreiben Sie Name, Farben, Schriften, Logo, Fußzeile und Ton so, wie `audiencectl template brand show` sie ausgibt.</translation>
    </message>
    <message>
        <source>You ({by}) wrote &quot;{name}&quot; as it is now, so somebody else approves it; ask for approval and have a colleague open this workspace.</source>
        <translation>Sie ({by}) haben „{name}“ so geschrieben, also gibt es jemand anderes frei; bitten Sie um Freigabe und lassen Sie eine Kollegin oder einen Kollegen diesen Arbeitsbereich öffnen.</translation>
    </message>
    <message>
        <source>{by} asked for approval; somebody who did not write the campaign approves it.</source>
        <translation>{by} hat um Freigabe gebeten; freigeben kann, wer die Kampagne nicht geschrieben hat.</translation>
    </message>
    <message>
        <source>The campaign is approved.</source>
        <translation>Die Kampagne ist freigegeben.</translation>
    </message>
    <message>
        <source>The campaign is approved by {by}.</source>
        <translation>Die Kampagne ist von {by} freigegeben.</translation>
    </message>
    <message>
        <source>Written there it would be read as something else and change what is around it; write it in other words, or in the source.</source>
        <translation>Dort würde es als etwas anderes gelesen und änderte, was darum herum steht; schreiben Sie es mit anderen Worten oder im Quelltext.</translation>
    </message>
    <message>
        <source>A field begins with {mark} and never ends, so it would swallow what follows; close it or take it out.</source>
        <translation>Ein Feld beginnt mit {mark} und endet nirgends, es würde also verschlucken, was folgt; schließen Sie es oder nehmen Sie es heraus.</translation>
    </message>
    <message>
        <source>This text depends on {tags}, which has to stay as it is; change it in the source.</source>
        <translation>Dieser Text hängt von {tags} ab, und das muss so bleiben; ändern Sie ihn im Quelltext.</translation>
    </message>
    <message>
        <source>The file {path} is larger than {limit} MB, which is more than is read of one; choose another file.</source>
        <translation>Die Datei {path} ist größer als {limit} MB, mehr wird nicht gelesen; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is what a new block begins with; write your own words.</source>
        <translation>„{text}“ steht am Anfang in jedem neuen Baustein; schreiben Sie eigene Worte.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; leads nowhere; give it an address.</source>
        <translation>„{text}“ führt nirgendwohin; geben Sie eine Adresse an.</translation>
    </message>
    <message>
        <source>The subject holds a line break, which no email may have; write it in one line.</source>
        <translation>Der Betreff enthält einen Zeilenumbruch, den keine E-Mail haben darf; schreiben Sie ihn in eine Zeile.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; cannot be the name of a variant; call it B, C or another single letter.</source>
        <translation>„{value}“ kann nicht der Name einer Variante sein; nennen Sie sie B, C oder einen anderen Buchstaben.</translation>
    </message>
    <message>
        <source>{folder} holds several emails ({files}); import the file that is meant.</source>
        <translation>In {folder} liegen mehrere E-Mails ({files}); importieren Sie die gemeinte Datei.</translation>
    </message>
    <message>
        <source>There is no HTML or MJML file in {folder}; choose the folder that holds the email.</source>
        <translation>In {folder} liegt keine HTML- oder MJML-Datei; wählen Sie den Ordner, in dem die E-Mail liegt.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is a packed file; unpack it and import the folder.</source>
        <translation>„{name}“ ist eine gepackte Datei; entpacken Sie sie und importieren Sie den Ordner.</translation>
    </message>
    <message>
        <source>This is JSON and no HTML, so nothing was saved; name an HTML file, or import it with `template import` if it is a template.</source>
        <translation>Das ist JSON und kein HTML, daher wurde nichts gespeichert; nennen Sie eine HTML-Datei, oder importieren Sie es mit `template import`, wenn es eine Vorlage ist.</translation>
    </message>
    <message>
        <source>The {part} part holds bytes that belong to no text, so nothing was saved; choose a text file.</source>
        <translation>Der Teil {part} enthält Bytes, die zu keinem Text gehören, daher wurde nichts gespeichert; wählen Sie eine Textdatei.</translation>
    </message>
    <message>
        <source>The picture {image} is not beside {name}, so it was not taken into the library; put it there and import again, or give its address on the web.</source>
        <translation>Das Bild {image} liegt nicht neben {name} und wurde daher nicht in die Bibliothek übernommen; legen Sie es dorthin und importieren Sie noch einmal, oder geben Sie seine Webadresse an.</translation>
    </message>
    <message>
        <source>The picture {image} lies outside of {folder}, so it was not taken into the library; import the folder that holds the email and its pictures.</source>
        <translation>Das Bild {image} liegt außerhalb von {folder} und wurde daher nicht in die Bibliothek übernommen; importieren Sie den Ordner, in dem die E-Mail und ihre Bilder liegen.</translation>
    </message>
    <message>
        <source>The subject holds a line break, which no email may have, so nothing was saved; write it in one line.</source>
        <translation>Der Betreff enthält einen Zeilenumbruch, den keine E-Mail haben darf, daher wurde nichts gespeichert; schreiben Sie ihn in eine Zeile.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is the email itself and no variant; change it with `template save`, or name B, C or another letter.</source>
        <translation>„{value}“ ist die E-Mail selbst und keine Variante; ändern Sie sie mit `template save`, oder nennen Sie B, C oder einen anderen Buchstaben.</translation>
    </message>
    <message>
        <source>&quot;{credentials}&quot; does not say where the password is; choose keychain, or env for the variable AUDIENCE_DATABASE_PASSWORD.</source>
        <translation>„{credentials}“ sagt nicht, wo das Passwort ist; wählen Sie keychain oder env für die Variable AUDIENCE_DATABASE_PASSWORD.</translation>
    </message>
    <message>
        <source>&quot;{host}&quot; is no name or address of one server; write it like db.example.org, without a port.</source>
        <translation>„{host}“ ist kein Name und keine Adresse eines Servers; schreiben Sie ihn wie db.example.org, ohne Port.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no kind of database that can be read from; choose postgresql.</source>
        <translation>„{value}“ ist keine Art von Datenbank, aus der gelesen werden kann; wählen Sie postgresql.</translation>
    </message>
    <message>
        <source>{port} is no port; choose one from 1 to 65535, usually 5432.</source>
        <translation>{port} ist kein Port; wählen Sie einen von 1 bis 65535, meist 5432.</translation>
    </message>
    <message>
        <source>A statement may take from 1 second to a day (86400), not {seconds}; choose another limit.</source>
        <translation>Eine Anweisung darf von 1 Sekunde bis zu einem Tag (86400) dauern, nicht {seconds}; wählen Sie eine andere Grenze.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; does not say how the connection is protected; choose verified, or this-computer for a server on this computer.</source>
        <translation>„{value}“ sagt nicht, wie die Verbindung geschützt ist; wählen Sie verified, oder this-computer für einen Server auf diesem Computer.</translation>
    </message>
    <message>
        <source>Somebody stopped the statement on {host}; nothing was changed here, so try again or ask who looks after the database.</source>
        <translation>Jemand hat die Anweisung auf {host} angehalten; hier wurde nichts geändert, versuchen Sie es noch einmal oder fragen Sie, wer die Datenbank betreut.</translation>
    </message>
    <message>
        <source>The certificate of {host} could not be verified, so nothing was sent; check the name of the server, or name the certificate of its authority with the connection.</source>
        <translation>Das Zertifikat von {host} konnte nicht geprüft werden, deshalb wurde nichts gesendet; prüfen Sie den Namen des Servers oder geben Sie bei der Verbindung das Zertifikat seiner Zertifizierungsstelle an.</translation>
    </message>
    <message>
        <source>The database was being changed at the same moment ({reason}); nothing was changed here, so try again.</source>
        <translation>Die Datenbank wurde im selben Augenblick geändert ({reason}); hier wurde nichts geändert, versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The connection to {host} broke before all rows were there; nothing half was kept, so run it again.</source>
        <translation>Die Verbindung zu {host} brach ab, bevor alle Zeilen da waren; es wurde nichts Halbes behalten, starten Sie den Lauf noch einmal.</translation>
    </message>
    <message>
        <source>The server {host} has no room left for this statement; ask who looks after the database, then try again.</source>
        <translation>{host} hat für diese Anweisung keinen Platz mehr; fragen Sie, wer die Datenbank betreut, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>What the database sent cannot be read ({reason}), so nothing was taken from it; check that a PostgreSQL server answers at that address.</source>
        <translation>Was die Datenbank gesendet hat, ist nicht lesbar ({reason}), deshalb wurde nichts davon genommen; prüfen Sie, ob unter der Adresse ein PostgreSQL-Server antwortet.</translation>
    </message>
    <message>
        <source>The server {host} refused the user {user}; check the name and the password (&quot;audiencectl connection keys&quot;), and that the user may come from this computer.</source>
        <translation>{host} hat den Benutzer {user} abgewiesen; prüfen Sie den Namen und das Passwort („audiencectl connection keys“) und ob der Benutzer von diesem Computer kommen darf.</translation>
    </message>
    <message>
        <source>The connection lacks its {what}; add it and save again.</source>
        <translation>Der Verbindung fehlt: {what}; ergänzen Sie es und speichern Sie noch einmal.</translation>
    </message>
    <message>
        <source>A column that is needed is not there ({reason}); look at the plan of the sync again.</source>
        <translation>Eine Spalte, die gebraucht wird, ist nicht da ({reason}); sehen Sie sich den Plan der Synchronisation noch einmal an.</translation>
    </message>
    <message>
        <source>The server has no database {database}, or this user may not enter it; check the name.</source>
        <translation>Der Server hat keine Datenbank {database}, oder dieser Benutzer darf nicht hinein; prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>Rows cannot be asked for in the order of {column} ({type}); choose a column with a time, a number or a text that rises.</source>
        <translation>Die Zeilen können nicht in der Reihenfolge von {column} ({type}) abgefragt werden; wählen Sie eine Spalte mit einer Zeit, einer Zahl oder einem Text, der steigt.</translation>
    </message>
    <message>
        <source>This computer keeps no list of authorities to verify the server with; name the certificate of the server&apos;s authority with the connection.</source>
        <translation>Dieser Computer hat keine Liste von Zertifizierungsstellen, um den Server zu prüfen; geben Sie bei der Verbindung das Zertifikat seiner Zertifizierungsstelle an.</translation>
    </message>
    <message>
        <source>There is no table {table} in the database, or this user may not see it; look at &quot;audiencectl connection tables&quot;.</source>
        <translation>In der Datenbank gibt es keine Tabelle {table}, oder dieser Benutzer darf sie nicht sehen; sehen Sie unter „audiencectl connection tables“ nach.</translation>
    </message>
    <message>
        <source>The server {host} offers no encryption, so nothing was sent; switch it on at the server, or, where the server is on this computer, choose this-computer.</source>
        <translation>{host} bietet keine Verschlüsselung an, deshalb wurde nichts gesendet; schalten Sie sie am Server ein oder wählen Sie this-computer, wenn der Server auf diesem Computer läuft.</translation>
    </message>
    <message>
        <source>The user of the connection may not do that there ({reason}); ask who looks after the database for the right to read this table.</source>
        <translation>Der Benutzer der Verbindung darf das dort nicht ({reason}); bitten Sie, wer die Datenbank betreut, um das Recht, diese Tabelle zu lesen.</translation>
    </message>
    <message>
        <source>The column {column} ({type}) cannot become {wanted} without a loss; choose another type, text always fits.</source>
        <translation>Die Spalte {column} ({type}) kann nicht ohne Verlust zu {wanted} werden; wählen Sie einen anderen Typ, text passt immer.</translation>
    </message>
    <message>
        <source>The address {host} is not one of this computer, so the connection must be encrypted and verified; leave out this-computer, or give the address 127.0.0.1.</source>
        <translation>{host} ist nicht dieser Computer, deshalb muss die Verbindung verschlüsselt und geprüft sein; lassen Sie this-computer weg oder geben Sie die Adresse 127.0.0.1 an.</translation>
    </message>
    <message>
        <source>The database refused the statement ({reason}); the details say why.</source>
        <translation>Die Datenbank hat die Anweisung abgelehnt ({reason}); die Einzelheiten sagen, warum.</translation>
    </message>
    <message>
        <source>The certificate file {path} cannot be read; check that it is there and in PEM form.</source>
        <translation>Die Zertifikatsdatei {path} ist nicht lesbar; prüfen Sie, ob sie da ist und die Form PEM hat.</translation>
    </message>
    <message>
        <source>The server {host} has sent nothing for a long time, so it was given up; nothing half was kept, so try again later.</source>
        <translation>{host} hat lange nichts gesendet und wurde deshalb aufgegeben; es wurde nichts Halbes behalten, versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>A table or schema that is needed is not there any more ({reason}); look at the plan of the sync again.</source>
        <translation>Eine Tabelle oder ein Schema, das gebraucht wird, ist nicht mehr da ({reason}); sehen Sie sich den Plan der Synchronisation noch einmal an.</translation>
    </message>
    <message>
        <source>The user of the connection may not read {table}; ask who looks after the database for the right to select from it.</source>
        <translation>Der Benutzer der Verbindung darf {table} nicht lesen; bitten Sie, wer die Datenbank betreut, um das Recht dazu.</translation>
    </message>
    <message>
        <source>The server {host} takes no more connections at the moment; try again later.</source>
        <translation>{host} nimmt im Augenblick keine weiteren Verbindungen an; versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The server is PostgreSQL {version}, and at least {least} is needed; update it.</source>
        <translation>Der Server ist PostgreSQL {version}, gebraucht wird mindestens {least}; aktualisieren Sie ihn.</translation>
    </message>
    <message>
        <source>The server needed more than {seconds} seconds and gave up; make the limit of the connection larger, or sync less at a time.</source>
        <translation>Der Server brauchte mehr als {seconds} Sekunden und hat aufgegeben; setzen Sie die Grenze der Verbindung höher oder synchronisieren Sie weniger auf einmal.</translation>
    </message>
    <message>
        <source>The server {host} cannot be reached; check the name, the port and the network, then try again.</source>
        <translation>{host} ist nicht erreichbar; prüfen Sie den Namen, den Port und das Netz und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; does not fit {what} in the plan of the sync; correct it.</source>
        <translation>„{value}“ passt im Plan der Synchronisation nicht zu {what}; berichtigen Sie es.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no column with a type; write it like price=decimal:2, with bool, int64, decimal, double, text, date, instant or json.</source>
        <translation>„{value}“ ist keine Spalte mit einem Typ; schreiben Sie es wie price=decimal:2, mit bool, int64, decimal, double, text, date, instant oder json.</translation>
    </message>
    <message>
        <source>The run was stopped as it had read {limit} MB, which is all the plan allows; allow more, or sync only what changes.</source>
        <translation>Der Lauf wurde angehalten, nachdem er {limit} MB gelesen hatte, mehr lässt der Plan nicht zu; erlauben Sie mehr oder synchronisieren Sie nur, was sich ändert.</translation>
    </message>
    <message>
        <source>Two columns would both become {column}; leave one of them out.</source>
        <translation>Zwei Spalten würden beide zu {column}; lassen Sie eine davon weg.</translation>
    </message>
    <message>
        <source>Several rows can have the same {column}, and one that comes later with the last value that was read is missed; a column with a number of its own for each row is safer.</source>
        <translation>Mehrere Zeilen können dasselbe {column} haben, und eine, die später mit dem zuletzt gelesenen Wert kommt, wird verpasst; sicherer ist eine Spalte mit einer eigenen Nummer für jede Zeile.</translation>
    </message>
    <message>
        <source>Rows in which {column} is empty are never read, as nothing tells whether they changed.</source>
        <translation>Zeilen, in denen {column} leer ist, werden nie gelesen, denn nichts sagt, ob sie sich geändert haben.</translation>
    </message>
    <message>
        <source>The table behind {name} has changed ({columns}), so nothing was synced; look at &quot;audiencectl sync plan {name}&quot; and decide with --accept.</source>
        <translation>Die Tabelle hinter {name} hat sich geändert ({columns}), deshalb wurde nichts synchronisiert; sehen Sie sich „audiencectl sync plan {name}“ an und entscheiden Sie mit --accept.</translation>
    </message>
    <message>
        <source>The column {column} is not there any more; without it the rows keep what they have.</source>
        <translation>Die Spalte {column} ist nicht mehr da; ohne sie behalten die Zeilen, was sie haben.</translation>
    </message>
    <message>
        <source>The column {column} ({is}) is new and is not taken until you decide for it.</source>
        <translation>Die Spalte {column} ({is}) ist neu und wird erst genommen, wenn Sie sich dafür entscheiden.</translation>
    </message>
    <message>
        <source>The column {column} was {was} and is {is} now.</source>
        <translation>Die Spalte {column} war {was} und ist jetzt {is}.</translation>
    </message>
    <message>
        <source>Several rows can have the same {column}, and the last one that is read stands; a column that the database keeps unique is safer.</source>
        <translation>Mehrere Zeilen können dasselbe {column} haben, und es gilt die zuletzt gelesene; sicherer ist eine Spalte, die die Datenbank eindeutig hält.</translation>
    </message>
    <message>
        <source>This month {spent} MB were read, and {estimate} MB more would go beyond the limit of {limit} MB; wait for the next month or allow more.</source>
        <translation>In diesem Monat wurden {spent} MB gelesen, und {estimate} MB mehr gingen über die Grenze von {limit} MB hinaus; warten Sie auf den nächsten Monat oder erlauben Sie mehr.</translation>
    </message>
    <message>
        <source>A sync in the mode {mode} needs {what}; add it.</source>
        <translation>Eine Synchronisation in der Art {mode} braucht {what}; ergänzen Sie es.</translation>
    </message>
    <message>
        <source>The column {column} is gone, and the sync cannot be without it; make a new plan for the table as it is now.</source>
        <translation>Die Spalte {column} ist weg, und ohne sie geht die Synchronisation nicht; machen Sie einen neuen Plan für die Tabelle, wie sie jetzt ist.</translation>
    </message>
    <message>
        <source>A sync needs a name; give it one.</source>
        <translation>Eine Synchronisation braucht einen Namen; geben Sie ihr einen.</translation>
    </message>
    <message>
        <source>The run would read about {estimate} MB, more than the {limit} MB that the plan allows; allow more, or sync only what changes.</source>
        <translation>Der Lauf würde etwa {estimate} MB lesen, mehr als die {limit} MB, die der Plan zulässt; erlauben Sie mehr oder synchronisieren Sie nur, was sich ändert.</translation>
    </message>
    <message>
        <source>What the database sent for {column} is no value of its type.</source>
        <translation>Was die Datenbank für {column} gesendet hat, ist kein Wert des Typs.</translation>
    </message>
    <message>
        <source>{column} is infinite, which is no value here; take the column as text to keep it.</source>
        <translation>{column} ist unendlich, das ist hier kein Wert; nehmen Sie die Spalte als Text, um ihn zu behalten.</translation>
    </message>
    <message>
        <source>{column} is NaN, which is no number here; take the column as text to keep it.</source>
        <translation>{column} ist NaN, das ist hier keine Zahl; nehmen Sie die Spalte als Text, um sie zu behalten.</translation>
    </message>
    <message>
        <source>{column} has more digits behind the point than the plan takes; give it a larger scale.</source>
        <translation>{column} hat mehr Stellen hinter dem Komma, als der Plan nimmt; geben Sie ihr mehr Stellen.</translation>
    </message>
    <message>
        <source>{column} is too large or too far away to be kept as that type; take the column as text to keep it.</source>
        <translation>{column} ist zu groß oder zu weit weg, um in diesem Typ behalten zu werden; nehmen Sie die Spalte als Text.</translation>
    </message>
    <message>
        <source>{column} is longer than 16 MB.</source>
        <translation>{column} ist länger als 16 MB.</translation>
    </message>
    <message>
        <source>{table} has no rows any more, and {rows} would go here, so nothing was changed; if that is right, run it with --allow-removals.</source>
        <translation>{table} hat keine Zeilen mehr, und hier würden {rows} verschwinden, deshalb wurde nichts geändert; wenn das stimmt, starten Sie mit --allow-removals.</translation>
    </message>
    <message>
        <source>{count} of {rows} rows would go, more than the {limit} percent that the plan allows, so nothing was changed; if that is right, run it with --allow-removals.</source>
        <translation>{count} von {rows} Zeilen würden verschwinden, mehr als die {limit} Prozent, die der Plan zulässt, deshalb wurde nichts geändert; wenn das stimmt, starten Sie mit --allow-removals.</translation>
    </message>
    <message>
        <source>There is no sync {name}; look at &quot;audiencectl sync status&quot;.</source>
        <translation>Es gibt keine Synchronisation {name}; sehen Sie unter „audiencectl sync status“ nach.</translation>
    </message>
    <message>
        <source>{table} has no column {column}, or the plan leaves it out; look at &quot;audiencectl connection tables&quot;.</source>
        <translation>{table} hat keine Spalte {column}, oder der Plan lässt sie weg; sehen Sie unter „audiencectl connection tables“ nach.</translation>
    </message>
</context>
<context>
    <name>Standstill</name>
    <message>
        <source>Outside the hours for sending</source>
        <translation>Außerhalb der Sendezeiten</translation>
    </message>
    <message>
        <source>It goes on by itself when they begin again.</source>
        <translation>Es geht von selbst weiter, wenn sie wieder beginnen.</translation>
    </message>
    <message>
        <source>Today&apos;s part of the warm-up is sent</source>
        <translation>Der heutige Teil der Aufwärmphase ist gesendet</translation>
    </message>
    <message>
        <source>The rest follows by itself on the next days.</source>
        <translation>Der Rest folgt an den nächsten Tagen von selbst.</translation>
    </message>
    <message>
        <source>The warm-up keeps the limit of the day before</source>
        <translation>Die Aufwärmphase behält die Grenze des Vortags</translation>
    </message>
    <message>
        <source>Too many emails of that day bounced or brought complaints. It goes on by itself.</source>
        <translation>Zu viele E-Mails dieses Tages kamen zurück oder brachten Beschwerden. Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Amazon asked to slow down</source>
        <translation>Amazon bat um langsameres Senden</translation>
    </message>
    <message>
        <source>It goes on by itself, more slowly. Nobody is left out.</source>
        <translation>Es geht von selbst weiter, nur langsamer. Niemand wird ausgelassen.</translation>
    </message>
    <message>
        <source>Amazon cannot be reached at the moment</source>
        <translation>Amazon ist im Moment nicht erreichbar</translation>
    </message>
    <message>
        <source>It is tried again by itself. Nothing is sent twice.</source>
        <translation>Es wird von selbst erneut versucht. Nichts wird doppelt gesendet.</translation>
    </message>
    <message>
        <source>The quota of your Amazon account is used up for now</source>
        <translation>Das Kontingent Ihres Amazon-Kontos ist vorerst verbraucht</translation>
    </message>
    <message>
        <source>It counts the last 24 hours. The rest goes out by itself as it becomes free.</source>
        <translation>Es zählt die letzten 24 Stunden. Der Rest geht von selbst hinaus, sobald wieder etwas frei wird.</translation>
    </message>
    <message>
        <source>Your mail server asked to slow down</source>
        <translation>Ihr Mailserver bat um langsameres Senden</translation>
    </message>
    <message>
        <source>Your mail server cannot be reached at the moment</source>
        <translation>Ihr Mailserver ist im Moment nicht erreichbar</translation>
    </message>
    <message>
        <source>Paused by hand</source>
        <translation>Von Hand angehalten</translation>
    </message>
    <message>
        <source>Nobody else gets it until you go on.</source>
        <translation>Niemand sonst erhält sie, bis Sie fortfahren.</translation>
    </message>
    <message>
        <source>Is it still wanted?</source>
        <translation>Ist sie noch gewünscht?</translation>
    </message>
    <message>
        <source>For more than two hours no computer was there to send it, so it was paused. Go on, or stop it.</source>
        <translation>Mehr als zwei Stunden lang war kein Computer da, um sie zu senden, daher wurde sie angehalten. Fahren Sie fort, oder stoppen Sie sie.</translation>
    </message>
    <message>
        <source>Paused: too many addresses bounced for good</source>
        <translation>Angehalten: Zu viele Adressen sind endgültig zurückgekommen</translation>
    </message>
    <message>
        <source>That protects your name as a sender. Find out where these addresses came from before you go on.</source>
        <translation>Das schützt Ihren Ruf als Absender. Finden Sie heraus, woher diese Adressen kamen, bevor Sie fortfahren.</translation>
    </message>
    <message>
        <source>Paused: too many people called it spam</source>
        <translation>Angehalten: Zu viele Personen haben sie als Spam gemeldet</translation>
    </message>
    <message>
        <source>That protects your name as a sender. Ask yourself whether these people expected it before you go on.</source>
        <translation>Das schützt Ihren Ruf als Absender. Fragen Sie sich, ob diese Personen die E-Mail erwartet haben, bevor Sie fortfahren.</translation>
    </message>
    <message>
        <source>Paused: more emails were rejected than this campaign allows</source>
        <translation>Angehalten: Mehr E-Mails wurden abgelehnt, als diese Kampagne erlaubt</translation>
    </message>
    <message>
        <source>Each row in the list below says why. Mend the cause, then go on.</source>
        <translation>Jede Zeile in der Liste unten nennt den Grund. Beheben Sie die Ursache, und fahren Sie dann fort.</translation>
    </message>
    <message>
        <source>Paused: many emails in a row were rejected</source>
        <translation>Angehalten: Viele E-Mails nacheinander wurden abgelehnt</translation>
    </message>
    <message>
        <source>Paused: the answers cannot be understood</source>
        <translation>Angehalten: Die Antworten sind nicht zu verstehen</translation>
    </message>
    <message>
        <source>Whether these emails left is not sure; none is sent twice by itself. Check the address of the connection, then go on.</source>
        <translation>Ob diese E-Mails hinausgingen, ist nicht sicher; von selbst wird keine doppelt gesendet. Prüfen Sie die Adresse der Verbindung, und fahren Sie dann fort.</translation>
    </message>
    <message>
        <source>The file was moved, copied or restored</source>
        <translation>Die Datei wurde verschoben, kopiert oder wiederhergestellt</translation>
    </message>
    <message>
        <source>Nothing goes out from here until you have looked who got it already and go on.</source>
        <translation>Von hier geht nichts hinaus, bis Sie nachgesehen haben, wer sie schon erhalten hat, und fortfahren.</translation>
    </message>
    <message>
        <source>Paused: the daily quota of your Amazon account is used up</source>
        <translation>Angehalten: Das Tageskontingent Ihres Amazon-Kontos ist verbraucht</translation>
    </message>
    <message>
        <source>Go on when Amazon allows more. Nobody gets it twice.</source>
        <translation>Fahren Sie fort, sobald Amazon mehr erlaubt. Niemand erhält sie doppelt.</translation>
    </message>
    <message>
        <source>Paused: Amazon refused the keys</source>
        <translation>Angehalten: Amazon hat die Schlüssel abgelehnt</translation>
    </message>
    <message>
        <source>Check them under Connections, then go on. Nobody gets it twice.</source>
        <translation>Prüfen Sie sie unter Verbindungen, und fahren Sie dann fort. Niemand erhält sie doppelt.</translation>
    </message>
    <message>
        <source>Paused: Amazon has switched sending off</source>
        <translation>Angehalten: Amazon hat das Senden abgeschaltet</translation>
    </message>
    <message>
        <source>Look at the account there, then go on. Nobody gets it twice.</source>
        <translation>Sehen Sie dort im Konto nach, und fahren Sie dann fort. Niemand erhält sie doppelt.</translation>
    </message>
    <message>
        <source>Paused: Amazon cannot be reached</source>
        <translation>Angehalten: Amazon ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Check the network, then go on. Nobody gets it twice.</source>
        <translation>Prüfen Sie das Netzwerk, und fahren Sie dann fort. Niemand erhält sie doppelt.</translation>
    </message>
    <message>
        <source>Paused: your mail server refused the password</source>
        <translation>Angehalten: Ihr Mailserver hat das Passwort abgelehnt</translation>
    </message>
    <message>
        <source>Check it under Connections, then go on. Nobody gets it twice.</source>
        <translation>Prüfen Sie es unter Verbindungen, und fahren Sie dann fort. Niemand erhält sie doppelt.</translation>
    </message>
    <message>
        <source>Paused: your mail server takes nothing from this sender</source>
        <translation>Angehalten: Ihr Mailserver nimmt von diesem Absender nichts an</translation>
    </message>
    <message>
        <source>Its words are in the list below. Mend the cause there, then go on.</source>
        <translation>Seine Worte stehen in der Liste unten. Beheben Sie die Ursache dort, und fahren Sie dann fort.</translation>
    </message>
    <message>
        <source>Paused: your mail server cannot be reached</source>
        <translation>Angehalten: Ihr Mailserver ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Check the network and the connection, then go on. Nobody gets it twice.</source>
        <translation>Prüfen Sie das Netzwerk und die Verbindung, und fahren Sie dann fort. Niemand erhält sie doppelt.</translation>
    </message>
    <message>
        <source>The first part is out</source>
        <translation>Der erste Teil ist gesendet</translation>
    </message>
    <message>
        <source>Look at what came of it. The rest goes out on your word.</source>
        <translation>Sehen Sie, was daraus wurde. Der Rest geht hinaus, sobald Sie es sagen.</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message>
        <source>Nobody has answered about them; nothing is sent twice</source>
        <translation>Niemand hat dazu Auskunft gegeben; nichts wird doppelt gesendet</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>%1 is paused</source>
        <translation>%1 ist angehalten</translation>
    </message>
    <message>
        <source>%1 cannot go on by itself</source>
        <translation>%1 kann nicht von selbst weitergehen</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>%1 is approved and waits for its start</source>
        <translation>%1 ist freigegeben und wartet auf ihren Beginn</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>An %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Say what a purchase is</source>
        <translation>Legen Sie fest, was ein Kauf ist</translation>
    </message>
    <message>
        <source>Then every campaign shows what it earned</source>
        <translation>Dann zeigt jede Kampagne, was sie eingebracht hat</translation>
    </message>
    <message>
        <source>Define</source>
        <translation>Festlegen</translation>
    </message>
    <message>
        <source>%1 opened, %2 clicked</source>
        <translation>%1 geöffnet, %2 geklickt</translation>
    </message>
    <message>
        <source>%1 opened, %2 clicked, %3 so far</source>
        <translation>%1 geöffnet, %2 geklickt, bisher %3</translation>
    </message>
    <message>
        <source>%1 now, %2 before</source>
        <translation>jetzt %1, vorher %2</translation>
    </message>
    <message>
        <source>%1 was clicked less than usual</source>
        <translation>%1 wurde seltener angeklickt als üblich</translation>
    </message>
    <message>
        <source>%1 clicked, usual %2</source>
        <translation>%1 haben geklickt, üblich sind %2</translation>
    </message>
    <message>
        <source>Bounces at %1 doubled</source>
        <translation>Rückläufer bei %1 haben sich verdoppelt</translation>
    </message>
    <message>
        <source>%1, before %2</source>
        <translation>%1, vorher %2</translation>
    </message>
    <message>
        <source>Complaints are near the limit</source>
        <translation>Beschwerden sind nahe der Grenze</translation>
    </message>
    <message>
        <source>%1, sending stops at %2</source>
        <translation>%1, bei %2 endet das Senden</translation>
    </message>
    <message>
        <source>still a draft</source>
        <translation>noch ein Entwurf</translation>
    </message>
    <message>
        <source>no time set yet</source>
        <translation>noch keine Zeit gesetzt</translation>
    </message>
    <message>
        <source>practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>%1 · practice</source>
        <translation>%1 · Übung</translation>
    </message>
    <message>
        <source>segment · %1</source>
        <translation>Segment · %1</translation>
    </message>
    <message>
        <source>template · %1</source>
        <translation>Vorlage · %1</translation>
    </message>
    <message>
        <source>campaign · %1</source>
        <translation>Kampagne · %1</translation>
    </message>
    <message>
        <source>Good evening</source>
        <translation>Guten Abend</translation>
    </message>
    <message>
        <source>Good morning</source>
        <translation>Guten Morgen</translation>
    </message>
    <message>
        <source>Good afternoon</source>
        <translation>Guten Tag</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 stands still</source>
        <translation>%1 steht still</translation>
    </message>
    <message>
        <source>It was interrupted and nobody goes on sending it</source>
        <translation>Der Versand wurde unterbrochen, und niemand führt ihn fort</translation>
    </message>
    <message>
        <source>%1 missed its start</source>
        <translation>%1 hat den Start verpasst</translation>
    </message>
    <message>
        <source>%1 should have started</source>
        <translation>%1 hätte schon beginnen sollen</translation>
    </message>
    <message>
        <source>It was planned for %1 and nothing was sent; start it now or choose another time</source>
        <translation>Geplant war %1, gesendet wurde nichts; starten Sie jetzt oder wählen Sie eine andere Zeit</translation>
    </message>
    <message>
        <source>Planned for %1. %2</source>
        <translation>Geplant für %1. %2</translation>
    </message>
    <message>
        <source>Found in %1; segments and emails go by it</source>
        <translation>Gefunden in %1; Segmente und E-Mails richten sich danach</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>%1 was never tested</source>
        <translation>%1 wurde nie getestet</translation>
    </message>
    <message>
        <source>Test it</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>%1 did not answer when it was tested</source>
        <translation>%1 hat beim Test nicht geantwortet</translation>
    </message>
    <message>
        <source>Campaigns sent since then look like drafts again; look before you send one</source>
        <translation>Seither gesendete Kampagnen sehen wieder wie Entwürfe aus; sehen Sie nach, bevor Sie eine senden</translation>
    </message>
    <message>
        <source>New segment</source>
        <translation>Neues Segment</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>Neue Vorlage</translation>
    </message>
    <message>
        <source>segment, not saved · %1</source>
        <translation>Segment, nicht gespeichert · %1</translation>
    </message>
    <message>
        <source>template, not saved · %1</source>
        <translation>Vorlage, nicht gespeichert · %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails of %1 may not have gone out</source>
        <translation>
            <numerusform>%Ln E-Mail von %1 ist womöglich nicht hinausgegangen</numerusform>
            <numerusform>%Ln E-Mails von %1 sind womöglich nicht hinausgegangen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are still to get it</source>
        <translation>
            <numerusform>%Ln Person soll sie noch erhalten</numerusform>
            <numerusform>%Ln Personen sollen sie noch erhalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of %1 are above 110</source>
        <translation>
            <numerusform>%Ln Wert von %1 liegt über 110</numerusform>
            <numerusform>%Ln Werte von %1 liegen über 110</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of %1 are below zero</source>
        <translation>
            <numerusform>%Ln Wert von %1 liegt unter null</numerusform>
            <numerusform>%Ln Werte von %1 liegen unter null</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people share an address</source>
        <translation>
            <numerusform>%Ln Person teilt sich eine Adresse</numerusform>
            <numerusform>%Ln Personen teilen sich eine Adresse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of %1 lie in the future</source>
        <translation>
            <numerusform>%Ln Wert von %1 liegt in der Zukunft</numerusform>
            <numerusform>%Ln Werte von %1 liegen in der Zukunft</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of %1 are not in %2</source>
        <translation>
            <numerusform>%Ln Wert von %1 steht nicht in %2</numerusform>
            <numerusform>%Ln Werte von %1 stehen nicht in %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails went out after this backup was made</source>
        <translation>
            <numerusform>%Ln E-Mail ging nach dieser Sicherung hinaus</numerusform>
            <numerusform>%Ln E-Mails gingen nach dieser Sicherung hinaus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 went to %Ln people</source>
        <translation>
            <numerusform>%1 ging an %Ln Person</numerusform>
            <numerusform>%1 ging an %Ln Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows of %1 came in</source>
        <translation>
            <numerusform>%Ln Zeile von %1 kam herein</numerusform>
            <numerusform>%Ln Zeilen von %1 kamen herein</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %Ln rows were not taken</source>
        <translation>
            <numerusform>%1 · %Ln Zeile wurde nicht übernommen</numerusform>
            <numerusform>%1 · %Ln Zeilen wurden nicht übernommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln imports came in</source>
        <translation>
            <numerusform>%Ln Import kam herein</numerusform>
            <numerusform>%Ln Importe kamen herein</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows: %1</source>
        <translation>
            <numerusform>%Ln Zeile: %1</numerusform>
            <numerusform>%Ln Zeilen: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 grew by %Ln people</source>
        <translation>
            <numerusform>%1 ist um %Ln Person gewachsen</numerusform>
            <numerusform>%1 ist um %Ln Personen gewachsen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 shrank by %Ln people</source>
        <translation>
            <numerusform>%1 ist um %Ln Person geschrumpft</numerusform>
            <numerusform>%1 ist um %Ln Personen geschrumpft</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people chosen</source>
        <translation>
            <numerusform>%Ln Person ausgewählt</numerusform>
            <numerusform>%Ln Personen ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln email addresses are not valid</source>
        <translation>
            <numerusform>%Ln E-Mail-Adresse ist ungültig</numerusform>
            <numerusform>%Ln E-Mail-Adressen sind ungültig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln events lie in the future</source>
        <translation>
            <numerusform>%Ln Ereignis liegt in der Zukunft</numerusform>
            <numerusform>%Ln Ereignisse liegen in der Zukunft</numerusform>
        </translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <source>connection, not saved · %1</source>
        <translation>Verbindung, nicht gespeichert · %1</translation>
    </message>
    <message>
        <source>Events of %1 were not fetched in time</source>
        <translation>Ereignisse von %1 wurden nicht rechtzeitig abgeholt</translation>
    </message>
    <message>
        <source>Bounces and complaints from %1 to %2 are gone; Amazon&apos;s own list of blocked addresses still has them</source>
        <translation>Rückläufer und Beschwerden von %1 bis %2 sind verloren; Amazons eigene Sperrliste hat sie noch</translation>
    </message>
    <message>
        <source>A test shows that it answers, before a campaign needs it</source>
        <translation>Ein Test zeigt, dass sie antwortet, bevor eine Kampagne sie braucht</translation>
    </message>
    <message>
        <source>Approve the email &quot;%1&quot;</source>
        <translation>E-Mail „%1“ freigeben</translation>
    </message>
    <message>
        <source>Approve the campaign &quot;%1&quot;</source>
        <translation>Kampagne „%1“ freigeben</translation>
    </message>
    <message>
        <source>%1 asks since %2</source>
        <translation>%1 bittet darum seit %2</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>an %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more wait for your approval</source>
        <translation>
            <numerusform>%Ln weitere wartet auf Ihre Freigabe</numerusform>
            <numerusform>%Ln weitere warten auf Ihre Freigabe</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at the next one</source>
        <translation>Die nächste ansehen</translation>
    </message>
    <message>
        <source>waits for approval</source>
        <translation>wartet auf Freigabe</translation>
    </message>
</context>
<context>
    <name>TraitFinder</name>
    <message>
        <source>only here</source>
        <translation>nur hier</translation>
    </message>
    <message>
        <source>%1x</source>
        <translation>%1x</translation>
    </message>
</context>
<context>
    <name>TraitWords</name>
    <message>
        <source>%1: by %2</source>
        <translation>%1: bis %2</translation>
    </message>
    <message>
        <source>%1: from %2 on</source>
        <translation>%1: ab %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: not %2</source>
        <translation>%1: nicht %2</translation>
    </message>
    <message>
        <source>%1: yes</source>
        <translation>%1: ja</translation>
    </message>
    <message>
        <source>%1: no</source>
        <translation>%1: nein</translation>
    </message>
    <message>
        <source>%1: not known</source>
        <translation>%1: unbekannt</translation>
    </message>
    <message>
        <source>%1: known</source>
        <translation>%1: bekannt</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>To go</source>
        <translation>Noch zu senden</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Tries again</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>Kept back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Ungewiss</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>Opened by a machine</source>
        <translation>Maschinell geöffnet</translation>
    </message>
    <message>
        <source>Clicked</source>
        <translation>Geklickt</translation>
    </message>
    <message>
        <source>Bounced</source>
        <translation>Unzustellbar</translation>
    </message>
    <message>
        <source>Bounced for now</source>
        <translation>Vorerst unzustellbar</translation>
    </message>
    <message>
        <source>Delayed</source>
        <translation>Verzögert</translation>
    </message>
    <message>
        <source>Complained</source>
        <translation>Beschwert</translation>
    </message>
    <message>
        <source>Unsubscribed</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Complained before</source>
        <translation>Hat sich früher beschwert</translation>
    </message>
    <message>
        <source>Address bounced before</source>
        <translation>Adresse war schon unzustellbar</translation>
    </message>
    <message>
        <source>On the blocked list</source>
        <translation>Auf der Sperrliste</translation>
    </message>
    <message>
        <source>No consent to the topic</source>
        <translation>Keine Einwilligung zum Thema</translation>
    </message>
    <message>
        <source>No reason given to write</source>
        <translation>Kein Grund zum Schreiben angegeben</translation>
    </message>
    <message>
        <source>Had enough emails lately</source>
        <translation>Hat zuletzt genug E-Mails erhalten</translation>
    </message>
    <message>
        <source>A field is empty</source>
        <translation>Ein Feld ist leer</translation>
    </message>
    <message>
        <source>Stopped before their turn</source>
        <translation>Gestoppt, bevor sie an der Reihe waren</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>ganze Zahl</translation>
    </message>
    <message>
        <source>decimal number</source>
        <translation>Dezimalzahl</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>date and time</source>
        <translation>Datum und Uhrzeit</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>people</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>what people did</source>
        <translation>was Personen getan haben</translation>
    </message>
    <message>
        <source>a related table</source>
        <translation>eine zugehörige Tabelle</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>Gekauft</translation>
    </message>
    <message>
        <source>Did not get it</source>
        <translation>Nicht erhalten</translation>
    </message>
    <message>
        <source>No email address</source>
        <translation>Keine E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Email address is not valid</source>
        <translation>E-Mail-Adresse ist ungültig</translation>
    </message>
    <message>
        <source>Same address as another person</source>
        <translation>Gleiche Adresse wie eine andere Person</translation>
    </message>
    <message>
        <source>In a safety segment or list</source>
        <translation>In einem Schutzsegment oder einer Schutzliste</translation>
    </message>
    <message>
        <source>Gets nothing, to compare with</source>
        <translation>Erhält nichts, als Vergleichsgruppe</translation>
    </message>
    <message>
        <source>Held out to compare with</source>
        <translation>In der Vergleichsgruppe</translation>
    </message>
    <message>
        <source>Not drawn</source>
        <translation>Nicht ausgelost</translation>
    </message>
    <message>
        <source>Too late to be sent</source>
        <translation>Zu spät zum Senden</translation>
    </message>
    <message>
        <source>Left for a campaign that goes first</source>
        <translation>Einer Kampagne mit Vorrang überlassen</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Not accepted in time</source>
        <translation>Nicht rechtzeitig angenommen</translation>
    </message>
    <message>
        <source>Had enough emails about it lately</source>
        <translation>Hat zuletzt genug E-Mails dazu erhalten</translation>
    </message>
    <message>
        <source>Goes to another one of them</source>
        <translation>Geht an eine andere Person davon</translation>
    </message>
    <message>
        <source>At a domain left out here</source>
        <translation>Bei einer Domain, die hier ausgelassen wird</translation>
    </message>
    <message>
        <source>At a domain never written to</source>
        <translation>Bei einer Domain, an die nie geschrieben wird</translation>
    </message>
    <message>
        <source>Too many addresses bounced for good</source>
        <translation>Zu viele Adressen sind endgültig zurückgekommen</translation>
    </message>
    <message>
        <source>Too many people called it spam</source>
        <translation>Zu viele Personen haben sie als Spam gemeldet</translation>
    </message>
    <message>
        <source>More emails were rejected than it allows</source>
        <translation>Mehr E-Mails wurden abgelehnt, als sie erlaubt</translation>
    </message>
    <message>
        <source>Many emails in a row were rejected</source>
        <translation>Viele E-Mails nacheinander wurden abgelehnt</translation>
    </message>
    <message>
        <source>The answers cannot be understood</source>
        <translation>Die Antworten sind nicht zu verstehen</translation>
    </message>
    <message>
        <source>The file was moved, copied or restored</source>
        <translation>Die Datei wurde verschoben, kopiert oder wiederhergestellt</translation>
    </message>
    <message>
        <source>The keys were refused</source>
        <translation>Die Schlüssel wurden abgelehnt</translation>
    </message>
    <message>
        <source>Sending was switched off</source>
        <translation>Das Senden wurde abgeschaltet</translation>
    </message>
    <message>
        <source>The mail server takes nothing from this sender</source>
        <translation>Der Mailserver nimmt von diesem Absender nichts an</translation>
    </message>
    <message>
        <source>The service cannot be reached</source>
        <translation>Der Dienst ist nicht erreichbar</translation>
    </message>
    <message>
        <source>The daily quota is used up</source>
        <translation>Das Tageskontingent ist verbraucht</translation>
    </message>
    <message>
        <source>Paused by hand</source>
        <translation>Von Hand angehalten</translation>
    </message>
    <message>
        <source>The first part is out</source>
        <translation>Der erste Teil ist gesendet</translation>
    </message>
    <message>
        <source>No computer was there to send it</source>
        <translation>Kein Computer war da, um sie zu senden</translation>
    </message>
    <message>
        <source>segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>computed value</source>
        <translation>berechneter Wert</translation>
    </message>
    <message>
        <source>brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>saved block</source>
        <translation>gespeicherter Baustein</translation>
    </message>
</context>
<context>
    <name>Zones</name>
    <message>
        <source>your time</source>
        <translation>Ihre Zeit</translation>
    </message>
    <message>
        <source>world time (UTC)</source>
        <translation>Weltzeit (UTC)</translation>
    </message>
    <message>
        <source>%1 time</source>
        <extracomment>of a city, such as Berlin</extracomment>
        <translation>Zeit in %1</translation>
    </message>
</context>
<context>
    <name>audience::gui::Program</name>
    <message>
        <source>Making the demo shop</source>
        <translation>Der Demo-Shop entsteht</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Making %1</source>
        <translation>%1 wird angelegt</translation>
    </message>
    <message>
        <source>%1 is still being closed and opens by itself after that</source>
        <translation>%1 wird noch geschlossen und öffnet sich danach von selbst</translation>
    </message>
    <message>
        <source>Finishing what is still going on</source>
        <translation>Was noch läuft, wird beendet</translation>
    </message>
    <message>
        <source>The program ends by itself. Nothing is lost: a campaign goes on when you open its workspace again.</source>
        <translation>Das Programm beendet sich von selbst. Nichts geht verloren: Eine Kampagne läuft weiter, wenn Sie ihren Arbeitsbereich wieder öffnen.</translation>
    </message>
    <message>
        <source>Work is still going on. Restart when it has ended, or stop it first.</source>
        <translation>Es läuft noch etwas. Starten Sie neu, wenn es beendet ist, oder stoppen Sie es vorher.</translation>
    </message>
</context>
<context>
    <name>audience::gui::WelcomeWindow</name>
    <message>
        <source>Know your customers. Write to the right ones.</source>
        <translation>Kennen Sie Ihre Kunden. Schreiben Sie den richtigen.</translation>
    </message>
    <message>
        <source>Everything stays in one file on this computer. Nothing is sent until you say so.</source>
        <translation>Alles bleibt in einer Datei auf diesem Computer. Gesendet wird erst, wenn Sie es sagen.</translation>
    </message>
    <message>
        <source>Open the demo shop</source>
        <translation>Demo-Shop öffnen</translation>
    </message>
    <message>
        <source>Look around</source>
        <translation>Umsehen</translation>
    </message>
    <message>
        <source>A shop with 20,000 customers, two years of orders, segments, emails and a practice campaign.</source>
        <translation>Ein Shop mit 20.000 Kunden, Bestellungen aus zwei Jahren, Segmenten, E-Mails und einer Übungskampagne.</translation>
    </message>
    <message>
        <source>Ready in a few seconds</source>
        <translation>In wenigen Sekunden bereit</translation>
    </message>
    <message>
        <source>No account</source>
        <translation>Ohne Konto</translation>
    </message>
    <message>
        <source>My customers</source>
        <translation>Meine Kunden</translation>
    </message>
    <message>
        <source>Practise before you send</source>
        <translation>Üben, bevor Sie senden</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Workspaces (*.audience)</source>
        <translation>Arbeitsbereiche (*.audience)</translation>
    </message>
    <message>
        <source>Bring my data</source>
        <translation>Meine Daten bringen</translation>
    </message>
    <message>
        <source>Bring a file from your shop or your email tool. You see what was found before anything is kept.</source>
        <translation>Bringen Sie eine Datei aus Ihrem Shop oder Ihrem E-Mail-Programm mit. Sie sehen, was gefunden wurde, bevor etwas behalten wird.</translation>
    </message>
    <message>
        <source>CSV and other tables in text</source>
        <translation>CSV und andere Texttabellen</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Choose the files with your customers</source>
        <translation>Wählen Sie die Dateien mit Ihren Kunden</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
</context>
<context>
    <name>audience::gui::Workbench</name>
    <message>
        <source>This file is read-only: you can look at everything, and nothing is saved or sent.</source>
        <translation>Diese Datei ist schreibgeschützt: Sie können alles ansehen, und nichts wird gespeichert oder gesendet.</translation>
    </message>
    <message>
        <source>I trust this file</source>
        <translation>Ich vertraue dieser Datei</translation>
    </message>
    <message>
        <source>Make it a workspace of its own</source>
        <translation>Eigenen Arbeitsbereich daraus machen</translation>
    </message>
    <message>
        <source>Go on with this file</source>
        <translation>Mit dieser Datei weitermachen</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>New segment</source>
        <translation>Neues Segment</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>Neue Vorlage</translation>
    </message>
    <message>
        <source>New campaign</source>
        <translation>Neue Kampagne</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei importieren</translation>
    </message>
    <message>
        <source>Add Amazon SES</source>
        <translation>Amazon SES hinzufügen</translation>
    </message>
    <message>
        <source>Where to keep the workspace</source>
        <translation>Wo der Arbeitsbereich liegen soll</translation>
    </message>
    <message>
        <source>my shop.audience</source>
        <translation>mein Shop.audience</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Where to keep the copy</source>
        <translation>Wo die Kopie liegen soll</translation>
    </message>
    <message>
        <source>%1/Copy of %2</source>
        <translation>%1/Kopie von %2</translation>
    </message>
    <message>
        <source>Workspaces (*.audience)</source>
        <translation>Arbeitsbereiche (*.audience)</translation>
    </message>
    <message>
        <source>Saving a copy</source>
        <translation>Kopie wird gespeichert</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Close this workspace</source>
        <translation>Diesen Arbeitsbereich schließen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Open the workspace %1</source>
        <translation>Arbeitsbereich %1 öffnen</translation>
    </message>
    <message>
        <source>%1 is no table that can be imported. Drop a CSV file, or a workspace to open it.</source>
        <translation>%1 ist keine Tabelle, die importiert werden kann. Ziehen Sie eine CSV-Datei hierher oder einen Arbeitsbereich, um ihn zu öffnen.</translation>
    </message>
    <message>
        <source>Drop one file at a time; each is looked at before anything is kept.</source>
        <translation>Ziehen Sie eine Datei nach der anderen hierher; jede wird angesehen, bevor etwas behalten wird.</translation>
    </message>
    <message>
        <source>This workspace is read-only, so nothing can be imported into it.</source>
        <translation>Dieser Arbeitsbereich ist schreibgeschützt, daher kann nichts importiert werden.</translation>
    </message>
    <message>
        <source>Look at %1 and import it. Nothing is kept before you say so.</source>
        <translation>%1 ansehen und importieren. Nichts wird behalten, bevor Sie es sagen.</translation>
    </message>
    <message numerus="yes">
        <source>%n things you wrote and did not save are still here.</source>
        <translation>
            <numerusform>%n Sache, die Sie geschrieben und nicht gespeichert haben, ist noch da.</numerusform>
            <numerusform>%n Sachen, die Sie geschrieben und nicht gespeichert haben, sind noch da.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another program is using the workspace file. What you save waits until it lets go; nothing is lost.</source>
        <translation>Ein anderes Programm verwendet die Datei des Arbeitsbereichs. Was Sie sichern, wartet, bis es sie freigibt; nichts geht verloren.</translation>
    </message>
    <message>
        <source>Check this file</source>
        <translation>Diese Datei prüfen</translation>
    </message>
    <message>
        <source>Who sends</source>
        <translation>Wer sendet</translation>
    </message>
    <message numerus="yes">
        <source>Keep %n pictures for your emails</source>
        <translation>
            <numerusform>%n Bild für Ihre E-Mails behalten</numerusform>
            <numerusform>%n Bilder für Ihre E-Mails behalten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::AboutCard</name>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Tags, a budget and words for your team; nothing of it is sent</source>
        <translation>Schlagwörter, ein Budget und Worte für Ihr Team; nichts davon wird gesendet</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More about notes</source>
        <translation>Mehr zu Notizen</translation>
    </message>
    <message>
        <source>One more tag</source>
        <translation>Weiteres Schlagwort</translation>
    </message>
    <message>
        <source>spring, retention</source>
        <translation>Frühling, Kundenbindung</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>What it may cost</source>
        <translation>Was sie kosten darf</translation>
    </message>
    <message>
        <source>That is no amount; write it like %1</source>
        <translation>Das ist kein Betrag; schreiben Sie ihn wie %1</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Tag %1, remove</source>
        <translation>Schlagwort %1, entfernen</translation>
    </message>
</context>
<context>
    <name>audience::ui::AboutSection</name>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Version and licences</source>
        <translation>Version und Lizenzen</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Built with</source>
        <translation>Gebaut mit</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>GNU General Public License 3.0 or later</source>
        <translation>GNU General Public License 3.0 oder neuer</translation>
    </message>
    <message>
        <source>Made with the work of others</source>
        <translation>Mit der Arbeit anderer gemacht</translation>
    </message>
</context>
<context>
    <name>audience::ui::AccountCard</name>
    <message>
        <source>3. Account</source>
        <translation>3. Konto</translation>
    </message>
    <message>
        <source>Used in the last 24 hours</source>
        <translation>Verbraucht in den letzten 24 Stunden</translation>
    </message>
    <message>
        <source>Standing with Amazon</source>
        <translation>Stand bei Amazon</translation>
    </message>
    <message>
        <source>This account is in Amazon&apos;s sandbox</source>
        <translation>Dieses Konto liegt in Amazons Testumgebung</translation>
    </message>
    <message>
        <source>Only addresses and domains that are verified at Amazon are reached, and few emails a day may go out. That is enough to try everything with your own mailbox. To write to customers, ask Amazon for production access: say what you send, to whom, and how people leave. The answer mostly comes within a day.</source>
        <translation>Nur bei Amazon bestätigte Adressen und Domains werden erreicht, und nur wenige E-Mails am Tag dürfen hinaus. Das genügt, um alles mit dem eigenen Postfach auszuprobieren. Um an Kunden zu schreiben, beantragen Sie bei Amazon den Produktivzugang: Sagen Sie, was Sie senden, an wen und wie man sich abmeldet. Die Antwort kommt meist innerhalb eines Tages.</translation>
    </message>
    <message>
        <source>Ask Amazon for production access</source>
        <translation>Produktivzugang bei Amazon beantragen</translation>
    </message>
    <message numerus="yes">
        <source>Up to %n emails a second.</source>
        <translation>
            <numerusform>Bis zu %n E-Mail pro Sekunde.</numerusform>
            <numerusform>Bis zu %n E-Mails pro Sekunde.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 emails are used in these 24 hours.</source>
        <translation>%1 von %2 E-Mails sind in diesen 24 Stunden verbraucht.</translation>
    </message>
    <message>
        <source>%1 emails in these 24 hours, without a limit.</source>
        <translation>%1 E-Mails in diesen 24 Stunden, ohne Grenze.</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Verbraucht</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Testumgebung</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktivbetrieb</translation>
    </message>
</context>
<context>
    <name>audience::ui::AdviceCard</name>
    <message>
        <source>Most of them open at %1</source>
        <translation>Die meisten öffnen um %1</translation>
    </message>
    <message>
        <source>%1 of %2 openings in 90 days fall into that hour, by the workspace&apos;s clock. Start the next email shortly before.</source>
        <translation>%1 von %2 Öffnungen in 90 Tagen fallen in diese Stunde, nach der Uhr des Arbeitsbereichs. Beginnen Sie die nächste E-Mail kurz davor.</translation>
    </message>
    <message>
        <source>Opens emails</source>
        <translation>Öffnet E-Mails</translation>
    </message>
    <message>
        <source>Never said yes or no to %1</source>
        <translation>Haben zu %1 nie Ja oder Nein gesagt</translation>
    </message>
    <message>
        <source>They cannot be emailed. Ask for their consent on the site or at the next order.</source>
        <translation>Sie können nicht angeschrieben werden. Bitten Sie auf der Website oder bei der nächsten Bestellung um ihre Zustimmung.</translation>
    </message>
    <message>
        <source>To be asked for consent</source>
        <translation>Um Zustimmung zu bitten</translation>
    </message>
    <message>
        <source>Have no email address</source>
        <translation>Haben keine E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Ask for it at the next order, or reach them in another way.</source>
        <translation>Fragen Sie bei der nächsten Bestellung danach, oder erreichen Sie diese Personen auf anderem Weg.</translation>
    </message>
    <message>
        <source>Without an address</source>
        <translation>Ohne Adresse</translation>
    </message>
    <message>
        <source>Got emails and opened none in %1 days</source>
        <translation>Erhielten E-Mails und öffneten in %1 Tagen keine</translation>
    </message>
    <message>
        <source>A win-back email with another kind of subject; whoever does not open that either gets fewer emails.</source>
        <translation>Eine E-Mail zum Zurückgewinnen mit einem anderen Betreff; wer auch die nicht öffnet, bekommt weniger E-Mails.</translation>
    </message>
    <message>
        <source>Win back: opens nothing</source>
        <translation>Zurückgewinnen: öffnet nichts</translation>
    </message>
    <message>
        <source>Open, but clicked nothing in %1 days</source>
        <translation>Öffnen, haben aber in %1 Tagen nichts angeklickt</translation>
    </message>
    <message>
        <source>They read. Try one clear offer and one button instead of many links.</source>
        <translation>Sie lesen. Versuchen Sie es mit einem klaren Angebot und einer Schaltfläche statt vieler Links.</translation>
    </message>
    <message>
        <source>Reads, does not click</source>
        <translation>Liest, klickt nicht</translation>
    </message>
    <message>
        <source>Can be emailed and got nothing in %1 days</source>
        <translation>Können angeschrieben werden und erhielten in %1 Tagen nichts</translation>
    </message>
    <message>
        <source>Nobody wrote to them lately. A first email tells who is still there.</source>
        <translation>Zuletzt hat ihnen niemand geschrieben. Eine erste E-Mail zeigt, wer noch da ist.</translation>
    </message>
    <message>
        <source>Not written to lately</source>
        <translation>Zuletzt nicht angeschrieben</translation>
    </message>
    <message>
        <source>Bought exactly once</source>
        <translation>Haben genau einmal gekauft</translation>
    </message>
    <message>
        <source>A second-purchase offer, soon after the first.</source>
        <translation>Ein Angebot für den zweiten Kauf, bald nach dem ersten.</translation>
    </message>
    <message>
        <source>Second purchase</source>
        <translation>Zweiter Kauf</translation>
    </message>
    <message>
        <source>Bought several times, nothing in %1 days</source>
        <translation>Haben mehrmals gekauft, aber nichts in %1 Tagen</translation>
    </message>
    <message>
        <source>They know the shop. Say that they are missed, and what is new since.</source>
        <translation>Sie kennen den Shop. Sagen Sie, dass sie fehlen und was es seither Neues gibt.</translation>
    </message>
    <message>
        <source>Win back: buyers</source>
        <translation>Zurückgewinnen: Käufer</translation>
    </message>
    <message>
        <source>Never bought</source>
        <translation>Haben nie gekauft</translation>
    </message>
    <message>
        <source>A welcome offer with the best sellers.</source>
        <translation>Ein Willkommensangebot mit den meistgekauften Artikeln.</translation>
    </message>
    <message>
        <source>First purchase</source>
        <translation>Erster Kauf</translation>
    </message>
    <message>
        <source>What could be done</source>
        <translation>Was sich tun ließe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Make a segment</source>
        <translation>Segment anlegen</translation>
    </message>
</context>
<context>
    <name>audience::ui::AmazonBlockedCard</name>
    <message>
        <source>Amazon&apos;s own list</source>
        <translation>Amazons eigene Liste</translation>
    </message>
    <message>
        <source>Amazon keeps a list of addresses for your account that it writes to no more, whichever program asks.</source>
        <translation>Amazon führt für Ihr Konto eine Liste von Adressen, denen es nicht mehr schreibt, gleich welches Programm darum bittet.</translation>
    </message>
    <message>
        <source>Bring from Amazon</source>
        <translation>Von Amazon holen</translation>
    </message>
    <message>
        <source>Who is on Amazon&apos;s list is blocked here too</source>
        <translation>Wer auf Amazons Liste steht, wird auch hier gesperrt</translation>
    </message>
    <message>
        <source>Tell Amazon</source>
        <translation>An Amazon melden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Which of those that only this workspace blocks shall Amazon block too? It then blocks receipts and everything else to them as well, and an address taken off here later stays on its list. One address is told each second.</source>
        <translation>Welche der Adressen, die nur dieser Arbeitsbereich sperrt, soll auch Amazon sperren? Es sperrt dann auch Belege und alles andere an sie, und eine Adresse, die hier später entsperrt wird, bleibt auf seiner Liste. Gemeldet wird eine Adresse je Sekunde.</translation>
    </message>
    <message>
        <source>Bounced for good</source>
        <translation>Endgültig unzustellbar</translation>
    </message>
    <message>
        <source>Complained</source>
        <translation>Beschwert</translation>
    </message>
    <message>
        <source>Blocked by hand</source>
        <translation>Von Hand gesperrt</translation>
    </message>
    <message>
        <source>Came with a list</source>
        <translation>Kam mit einer Liste</translation>
    </message>
    <message>
        <source>Unsubscribed</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Tell Amazon of these</source>
        <translation>Diese an Amazon melden</translation>
    </message>
    <message>
        <source>Telling Amazon whom to block</source>
        <translation>Gesperrte Adressen werden an Amazon gemeldet</translation>
    </message>
    <message>
        <source>Bringing Amazon&apos;s list of blocked addresses</source>
        <translation>Amazons Sperrliste wird geholt</translation>
    </message>
    <message>
        <source>Stopped. What was done stays, and the next time goes on from here.</source>
        <translation>Gestoppt. Was getan ist, bleibt, und beim nächsten Mal geht es von hier aus weiter.</translation>
    </message>
    <message numerus="yes">
        <source>Of %n blocked ones nobody here knows the address any more, so Amazon could not be told.</source>
        <translation>
            <numerusform>Von %n gesperrten Person kennt hier niemand mehr die Adresse, daher ließ sie sich nicht an Amazon melden.</numerusform>
            <numerusform>Von %n gesperrten Personen kennt hier niemand mehr die Adresse, daher ließen sie sich nicht an Amazon melden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Amazon was told of %n addresses</source>
        <translation>
            <numerusform>%n Adresse wurde an Amazon gemeldet</numerusform>
            <numerusform>%n Adressen wurden an Amazon gemeldet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n addresses are blocked here that were not before</source>
        <translation>
            <numerusform>%n Adresse ist hier gesperrt, die es vorher nicht war</numerusform>
            <numerusform>%n Adressen sind hier gesperrt, die es vorher nicht waren</numerusform>
        </translation>
    </message>
    <message>
        <source>Not brought yet.</source>
        <translation>Noch nicht geholt.</translation>
    </message>
    <message>
        <source>%1: it did not come to its end. %2</source>
        <translation>%1: nicht zu Ende gekommen. %2</translation>
    </message>
    <message numerus="yes">
        <source>%n on Amazon&apos;s list</source>
        <translation>
            <numerusform>%n auf Amazons Liste</numerusform>
            <numerusform>%n auf Amazons Liste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new here</source>
        <translation>
            <numerusform>%n hier neu</numerusform>
            <numerusform>%n hier neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n blocked only here</source>
        <translation>
            <numerusform>%n nur hier gesperrt</numerusform>
            <numerusform>%n nur hier gesperrt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, %3, %4, %5.</source>
        <comment>moment, on the list, new here, told, only here</comment>
        <translation>%1: %2, %3, %4, %5.</translation>
    </message>
    <message numerus="yes">
        <source>%n told to Amazon</source>
        <translation>
            <numerusform>%n an Amazon gemeldet</numerusform>
            <numerusform>%n an Amazon gemeldet</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, %3, %4.</source>
        <comment>moment, on the list, new here, only here</comment>
        <translation>%1: %2, %3, %4.</translation>
    </message>
    <message>
        <source>%1 of %2 told…</source>
        <translation>%1 von %2 gemeldet…</translation>
    </message>
    <message>
        <source>Reading Amazon&apos;s list…</source>
        <translation>Amazons Liste wird gelesen…</translation>
    </message>
</context>
<context>
    <name>audience::ui::AmazonTopicsCard</name>
    <message>
        <source>The same topics at Amazon</source>
        <translation>Dieselben Themen bei Amazon</translation>
    </message>
    <message numerus="yes">
        <source>People who leave through Amazon&apos;s page choose there what they still want. Tie a topic to one of Amazon&apos;s list, and their answer comes back as consent. Amazon keeps at most %n topics.</source>
        <translation>
            <numerusform>Wer sich über Amazons Seite abmeldet, wählt dort, was er weiter erhalten möchte. Verbinden Sie ein Thema mit einem auf Amazons Liste, dann kommt die Antwort als Zustimmung zurück. Amazon führt höchstens %n Thema.</numerusform>
            <numerusform>Wer sich über Amazons Seite abmeldet, wählt dort, was er weiter erhalten möchte. Verbinden Sie ein Thema mit einem auf Amazons Liste, dann kommt die Antwort als Zustimmung zurück. Amazon führt höchstens %n Themen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleichen</translation>
    </message>
    <message>
        <source>Adds the tied topics that Amazon&apos;s list lacks. None is ever removed.</source>
        <translation>Ergänzt die verbundenen Themen, die auf Amazons Liste fehlen. Entfernt wird nie eines.</translation>
    </message>
    <message>
        <source>Not on the list %1 yet; Sync adds it.</source>
        <translation>Noch nicht auf der Liste %1; „Abgleichen“ fügt es hinzu.</translation>
    </message>
    <message>
        <source>Amazon&apos;s list %1 treats who said nothing the other way round. Change it in Amazon&apos;s console if it should not.</source>
        <translation>Amazons Liste %1 behandelt alle, die nichts gesagt haben, umgekehrt. Ändern Sie es in Amazons Konsole, wenn es nicht so sein soll.</translation>
    </message>
    <message>
        <source>Not tied</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Topic at Amazon for &quot;%1&quot;: %2</source>
        <translation>Thema bei Amazon für „%1“: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is tied to no topic at Amazon</source>
        <translation>„%1“ ist mit keinem Thema bei Amazon verbunden</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is &quot;%2&quot; at Amazon</source>
        <translation>„%1“ ist bei Amazon „%2“</translation>
    </message>
    <message>
        <source>The list %1 was not looked at yet.</source>
        <translation>Die Liste %1 wurde noch nicht angesehen.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 was looked at %2: it has %n topics.</source>
        <translation>
            <numerusform>%1 wurde angesehen (%2): %n Thema.</numerusform>
            <numerusform>%1 wurde angesehen (%2): %n Themen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was brought up to date %2; it lacked nothing.</source>
        <translation>%1 wurde abgeglichen (%2); es fehlte nichts.</translation>
    </message>
    <message numerus="yes">
        <source>%1 was brought up to date %2: %n topics were added.</source>
        <translation>
            <numerusform>%1 wurde abgeglichen (%2): %n Thema wurde hinzugefügt.</numerusform>
            <numerusform>%1 wurde abgeglichen (%2): %n Themen wurden hinzugefügt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::AppearanceSection</name>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Size of everything</source>
        <translation>Größe von allem</translation>
    </message>
    <message>
        <source>For large screens and tired eyes.</source>
        <translation>Für große Bildschirme und müde Augen.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>What appears is there at once, without fading in.</source>
        <translation>Was erscheint, ist sofort da, ohne einzublenden.</translation>
    </message>
    <message>
        <source>As the computer</source>
        <translation>Wie der Computer</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Size and language change when the program starts the next time. What is open comes back as it is.</source>
        <translation>Größe und Sprache ändern sich beim nächsten Start des Programms. Was offen ist, kommt so wieder.</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Jetzt neu starten</translation>
    </message>
</context>
<context>
    <name>audience::ui::ApprovalCard</name>
    <message>
        <source>What a colleague looks at before it goes</source>
        <translation>Worauf jemand anderes schaut, bevor es hinausgeht</translation>
    </message>
    <message>
        <source>Emails must be approved before they are sent</source>
        <translation>E-Mails brauchen vor dem Versand eine Freigabe</translation>
    </message>
    <message>
        <source>Emails need no approval any more</source>
        <translation>E-Mails brauchen keine Freigabe mehr</translation>
    </message>
    <message>
        <source>A campaign does not start until somebody other than the author has approved the words of its email, under Templates.</source>
        <translation>Eine Kampagne beginnt erst, wenn jemand anderes als der Verfasser den Text ihrer E-Mail freigegeben hat, unter Vorlagen.</translation>
    </message>
    <message>
        <source>Campaigns must be approved before they are sent</source>
        <translation>Kampagnen brauchen vor dem Versand eine Freigabe</translation>
    </message>
    <message>
        <source>Campaigns need no approval any more</source>
        <translation>Kampagnen brauchen keine Freigabe mehr</translation>
    </message>
    <message>
        <source>A campaign does not start until somebody other than the author has approved who gets it, when and from whom.</source>
        <translation>Eine Kampagne beginnt erst, wenn jemand anderes als der Verfasser freigegeben hat, wer sie bekommt, wann und von wem.</translation>
    </message>
    <message>
        <source>Whoever works alone leaves both off: nobody approves their own work. What waits for you stands on Today.</source>
        <translation>Wer allein arbeitet, lässt beides aus: Niemand gibt die eigene Arbeit frei. Was auf Sie wartet, steht unter Heute.</translation>
    </message>
</context>
<context>
    <name>audience::ui::AssetDetail</name>
    <message>
        <source>Campaign %1</source>
        <translation>Kampagne %1</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Saved block %1</source>
        <translation>Gespeicherter Block %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What you call it</source>
        <translation>Wie Sie es nennen</translation>
    </message>
    <message>
        <source>Read out as</source>
        <translation>Wird vorgelesen als</translation>
    </message>
    <message>
        <source>What it shows; empty for decoration</source>
        <translation>Was es zeigt; leer, wenn es nur schmückt</translation>
    </message>
    <message>
        <source>Said by screen readers, and shown where pictures are off</source>
        <translation>Wird von Bildschirmlesern vorgelesen und gezeigt, wo Bilder ausgeschaltet sind</translation>
    </message>
    <message>
        <source>Use this picture</source>
        <translation>Dieses Bild verwenden</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>For the source of an email: src=&quot;asset:…&quot;</source>
        <translation>Für den Quelltext einer E-Mail: src=&quot;asset:…&quot;</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The address of %1 is on the clipboard.</source>
        <translation>Die Adresse von %1 ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>animation</source>
        <translation>Animation</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>It is used; take it out of the emails first</source>
        <translation>Es wird verwendet; nehmen Sie es zuerst aus den E-Mails heraus</translation>
    </message>
    <message>
        <source>Not used in any email</source>
        <translation>In keiner E-Mail verwendet</translation>
    </message>
    <message>
        <source>Used in</source>
        <translation>Verwendet in</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::AssetGrid</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>audience::ui::AssetLibrary</name>
    <message>
        <source>Looking up the pictures</source>
        <translation>Bilder werden nachgeschlagen</translation>
    </message>
    <message>
        <source>Search pictures</source>
        <translation>Bilder suchen</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>Bilder hinzufügen…</translation>
    </message>
    <message>
        <source>Files can be dropped here, and pictures pasted</source>
        <translation>Dateien können Sie hier ablegen und Bilder einfügen</translation>
    </message>
    <message>
        <source>The pictures could not be read</source>
        <translation>Die Bilder konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No picture has these words</source>
        <translation>Kein Bild enthält diese Wörter</translation>
    </message>
    <message>
        <source>Names, what is read out, and the emails that show a picture are searched.</source>
        <translation>Durchsucht werden Namen, vorgelesener Text und die E-Mails, die ein Bild zeigen.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>Noch keine Bilder</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
    <message>
        <source>Add pictures</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.gif *.webp);;All files (*)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.gif *.webp);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message numerus="yes">
        <source>Adding %n pictures…</source>
        <translation>
            <numerusform>%n Bild wird hinzugefügt…</numerusform>
            <numerusform>%n Bilder werden hinzugefügt…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures were not added</source>
        <translation>
            <numerusform>%n Bild wurde nicht hinzugefügt</numerusform>
            <numerusform>%n Bilder wurden nicht hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>So it is with %n more.</source>
        <translation>
            <numerusform>Ebenso ist es bei %n weiteren.</numerusform>
            <numerusform>Ebenso ist es bei %n weiteren.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation>%1 wurde entfernt.</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard</source>
        <translation>In der Zwischenablage ist kein Bild</translation>
    </message>
    <message>
        <source>Copy a picture or a file of one, then paste it here.</source>
        <translation>Kopieren Sie ein Bild oder eine Bilddatei und fügen Sie es hier ein.</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Drop files here, paste a picture, or choose some. They are made small enough for emails, and what the camera wrote into them, such as the place, is left out.</source>
        <translation>Ziehen Sie Dateien hierher, fügen Sie ein Bild ein oder wählen Sie welche. Sie werden klein genug für E-Mails gemacht, und was die Kamera hineingeschrieben hat, etwa der Ort, bleibt weg.</translation>
    </message>
</context>
<context>
    <name>audience::ui::AssetModel</name>
    <message>
        <source>Has a public address</source>
        <translation>Hat eine öffentliche Adresse</translation>
    </message>
    <message>
        <source>Looked for at %1 when you send</source>
        <translation>Wird beim Senden unter %1 gesucht</translation>
    </message>
    <message>
        <source>Will be uploaded when you send</source>
        <translation>Wird beim Senden hochgeladen</translation>
    </message>
    <message>
        <source>Nobody can see this yet: set up the public corner or an address of your own</source>
        <translation>Noch für niemanden sichtbar: Richten Sie den öffentlichen Bereich oder eine eigene Adresse ein</translation>
    </message>
    <message>
        <source>%1 × %2 · %3 KB</source>
        <translation>%1 × %2 · %3 KB</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>audience::ui::AssetPlaceBar</name>
    <message>
        <source>Readers cannot see these pictures yet, so an email with one of them is not sent. Set up the public corner, or give an address of your own.</source>
        <translation>Leser können diese Bilder noch nicht sehen, daher wird eine E-Mail mit einem davon nicht gesendet. Richten Sie den öffentlichen Bereich ein, oder geben Sie eine eigene Adresse an.</translation>
    </message>
    <message>
        <source>Pictures go to your public corner when you send a test or a campaign.</source>
        <translation>Bilder kommen in Ihren öffentlichen Bereich, wenn Sie einen Test oder eine Kampagne senden.</translation>
    </message>
    <message>
        <source>You upload the pictures to %1 yourself. Before sending it is looked whether they are there.</source>
        <translation>Sie laden die Bilder selbst zu %1 hoch. Vor dem Senden wird geprüft, ob sie dort sind.</translation>
    </message>
    <message>
        <source>You upload the pictures to %1 yourself. What is not there before sending is written to %2.</source>
        <translation>Sie laden die Bilder selbst zu %1 hoch. Was vor dem Senden dort fehlt, wird nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>Public corner</source>
        <translation>Öffentlicher Bereich</translation>
    </message>
    <message>
        <source>Opens Connections, where it is set up</source>
        <translation>Öffnet Verbindungen, wo er eingerichtet wird</translation>
    </message>
    <message>
        <source>Address of your own</source>
        <translation>Eigene Adresse</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>https://img.example.org/mail</source>
        <translation>https://img.example.org/mail</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Where the files to upload are written; may stay empty</source>
        <translation>Wohin die hochzuladenden Dateien geschrieben werden; darf leer bleiben</translation>
    </message>
    <message>
        <source>Everything you upload there can be seen by everybody</source>
        <translation>Was Sie dort hochladen, können alle sehen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Use this address</source>
        <translation>Diese Adresse verwenden</translation>
    </message>
    <message>
        <source>Use the public corner instead</source>
        <translation>Stattdessen den öffentlichen Bereich verwenden</translation>
    </message>
    <message>
        <source>Folder for the pictures to upload</source>
        <translation>Ordner für die hochzuladenden Bilder</translation>
    </message>
</context>
<context>
    <name>audience::ui::AudienceChips</name>
    <message>
        <source>A segment that is gone</source>
        <translation>Ein Segment, das es nicht mehr gibt</translation>
    </message>
    <message>
        <source>Choose a segment</source>
        <translation>Segment wählen</translation>
    </message>
    <message>
        <source>Add people of another segment</source>
        <translation>Personen eines weiteren Segments hinzufügen</translation>
    </message>
    <message>
        <source>but not</source>
        <translation>aber nicht</translation>
    </message>
    <message>
        <source>but not…</source>
        <translation>aber nicht…</translation>
    </message>
    <message>
        <source>Leave out the people of a segment</source>
        <translation>Personen eines Segments auslassen</translation>
    </message>
    <message>
        <source>Leave out another segment</source>
        <translation>Weiteres Segment auslassen</translation>
    </message>
    <message>
        <source>Segment %1 gets it; change it</source>
        <translation>Segment %1 erhält sie; ändern</translation>
    </message>
    <message>
        <source>Segment %1 is left out; change it</source>
        <translation>Segment %1 wird ausgelassen; ändern</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
</context>
<context>
    <name>audience::ui::BehaviourCard</name>
    <message>
        <source>Bought something</source>
        <translation>Haben etwas gekauft</translation>
    </message>
    <message>
        <source>Got an email in 90 days</source>
        <translation>Haben in 90 Tagen eine E-Mail erhalten</translation>
    </message>
    <message>
        <source>of these opened one</source>
        <translation>davon haben eine geöffnet</translation>
    </message>
    <message>
        <source>of these clicked in one</source>
        <translation>davon haben in einer geklickt</translation>
    </message>
    <message>
        <source>Purchases per buyer</source>
        <translation>Käufe je Käufer</translation>
    </message>
    <message>
        <source>Spent per buyer</source>
        <translation>Ausgaben je Käufer</translation>
    </message>
    <message>
        <source>Spent per purchase, on average</source>
        <translation>Ausgaben je Kauf, im Durchschnitt</translation>
    </message>
    <message>
        <source>Days since the last purchase (half of them fewer)</source>
        <translation>Tage seit dem letzten Kauf (die Hälfte weniger)</translation>
    </message>
    <message>
        <source>How they buy and read</source>
        <translation>Wie sie kaufen und lesen</translation>
    </message>
    <message>
        <source>Of all people</source>
        <translation>Von allen Personen</translation>
    </message>
    <message>
        <source>Those who bought</source>
        <translation>Wer gekauft hat</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>When they open</source>
        <translation>Wann sie öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln openings</source>
        <translation>
            <numerusform>%Ln Öffnung</numerusform>
            <numerusform>%Ln Öffnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>% of the openings</source>
        <translation>% der Öffnungen</translation>
    </message>
    <message>
        <source>At which hours the segment&apos;s people and everyone else open emails.</source>
        <translation>Zu welchen Stunden die Personen des Segments und alle anderen E-Mails öffnen.</translation>
    </message>
</context>
<context>
    <name>audience::ui::BlockCanvas</name>
    <message>
        <source>Email on the canvas</source>
        <translation>E-Mail auf der Arbeitsfläche</translation>
    </message>
    <message>
        <source>Arrow keys select a part, Enter writes in it, Delete removes it, Alt with the arrow keys moves it.</source>
        <translation>Pfeiltasten wählen einen Teil aus, die Eingabetaste schreibt darin, Entf entfernt ihn, Alt mit den Pfeiltasten verschiebt ihn.</translation>
    </message>
    <message>
        <source>This computer cannot show the email while you put it together. Its parts stand here as a list: select one to change it at the right, and look at the preview.</source>
        <translation>Dieser Computer kann die E-Mail nicht zeigen, während Sie sie zusammenstellen. Ihre Teile stehen hier als Liste: Wählen Sie einen aus, um ihn rechts zu ändern, und sehen Sie in die Vorschau.</translation>
    </message>
    <message>
        <source>The view of the email had stopped and was opened again; nothing is lost</source>
        <translation>Die Ansicht der E-Mail war stehen geblieben und wurde neu geöffnet; nichts ist verloren</translation>
    </message>
    <message>
        <source>The view of the email stops again and again. Its parts stand here as a list; nothing is lost.</source>
        <translation>Die Ansicht der E-Mail bleibt immer wieder stehen. Ihre Teile stehen hier als Liste; nichts ist verloren.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Write in the block</source>
        <translation>Im Block schreiben</translation>
    </message>
    <message>
        <source>Select the next part</source>
        <translation>Nächsten Teil auswählen</translation>
    </message>
    <message>
        <source>Select the part before</source>
        <translation>Vorherigen Teil auswählen</translation>
    </message>
    <message>
        <source>Select what it stands in</source>
        <translation>Auswählen, worin es steht</translation>
    </message>
    <message>
        <source>Move the part up</source>
        <translation>Teil nach oben verschieben</translation>
    </message>
    <message>
        <source>Move the part down</source>
        <translation>Teil nach unten verschieben</translation>
    </message>
    <message>
        <source>Duplicate the part</source>
        <translation>Teil duplizieren</translation>
    </message>
    <message>
        <source>Remove the part</source>
        <translation>Teil entfernen</translation>
    </message>
    <message>
        <source>Copy the part</source>
        <translation>Teil kopieren</translation>
    </message>
    <message>
        <source>Cut the part</source>
        <translation>Teil ausschneiden</translation>
    </message>
    <message>
        <source>Paste a part</source>
        <translation>Teil einfügen</translation>
    </message>
</context>
<context>
    <name>audience::ui::BlockPalette</name>
    <message>
        <source>Search blocks</source>
        <translation>Blöcke suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>No block is called that.</source>
        <translation>Kein Block heißt so.</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
</context>
<context>
    <name>audience::ui::BlockProperties</name>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Name of the part</source>
        <translation>Name des Teils</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Lock a part</source>
        <translation>Teil sperren</translation>
    </message>
    <message>
        <source>Unlock a part</source>
        <translation>Teil entsperren</translation>
    </message>
    <message>
        <source>Name a part</source>
        <translation>Teil benennen</translation>
    </message>
    <message>
        <source>Give this part a name</source>
        <translation>Diesem Teil einen Namen geben</translation>
    </message>
    <message>
        <source>Locked: nothing in it changes. Press to unlock.</source>
        <translation>Gesperrt: Darin ändert sich nichts. Zum Entsperren klicken.</translation>
    </message>
    <message>
        <source>Lock, so that nothing in it changes</source>
        <translation>Sperren, damit sich darin nichts ändert</translation>
    </message>
    <message>
        <source>Change the columns</source>
        <translation>Spalten ändern</translation>
    </message>
    <message>
        <source>Change: %1</source>
        <extracomment>%1: the name of a property, as &quot;Size&quot;</extracomment>
        <translation>Ändern: %1</translation>
    </message>
    <message>
        <source>It follows a saved block: when that changes, this does.</source>
        <translation>Folgt einem gespeicherten Block: Ändert sich der, ändert sich dieser Teil mit.</translation>
    </message>
    <message>
        <source>Make it a copy</source>
        <translation>In eine Kopie umwandeln</translation>
    </message>
    <message>
        <source>Make a copy of a saved block</source>
        <translation>Gespeicherten Block in eine Kopie umwandeln</translation>
    </message>
</context>
<context>
    <name>audience::ui::BlockShelf</name>
    <message>
        <source>Blocks and structure</source>
        <translation>Blöcke und Struktur</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
</context>
<context>
    <name>audience::ui::BlockedSection</name>
    <message>
        <source>Blocked addresses</source>
        <translation>Gesperrte Adressen</translation>
    </message>
    <message>
        <source>Block an address</source>
        <translation>Adresse sperren</translation>
    </message>
    <message>
        <source>Bring a list of blocked addresses</source>
        <translation>Liste gesperrter Adressen mitbringen</translation>
    </message>
    <message>
        <source>Bounced for good</source>
        <translation>Endgültig unzustellbar</translation>
    </message>
    <message>
        <source>Complained about an email</source>
        <translation>Hat sich über eine E-Mail beschwert</translation>
    </message>
    <message>
        <source>Unsubscribed</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Came with a list</source>
        <translation>Kam mit einer Liste</translation>
    </message>
    <message>
        <source>Blocked by Amazon for this account</source>
        <translation>Von Amazon für dieses Konto gesperrt</translation>
    </message>
    <message>
        <source>Blocked by hand</source>
        <translation>Von Hand gesperrt</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Why, e.g. asked by phone</source>
        <translation>Warum, z. B. am Telefon gebeten</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Bring a file</source>
        <translation>Datei mitbringen</translation>
    </message>
    <message>
        <source>One address in each line: text or CSV</source>
        <translation>Eine Adresse je Zeile: Text oder CSV</translation>
    </message>
    <message>
        <source>Is this address blocked?</source>
        <translation>Ist diese Adresse gesperrt?</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>The chosen address may be written to again</source>
        <translation>Der gewählten Adresse darf wieder geschrieben werden</translation>
    </message>
    <message>
        <source>Choose an address in the list first.</source>
        <translation>Wählen Sie zuerst eine Adresse in der Liste.</translation>
    </message>
    <message>
        <source>The list keeps no address of people who are not in your data. Type the address above the list, then take it off.</source>
        <translation>Die Liste bewahrt keine Adresse von Personen auf, die nicht in Ihren Daten sind. Tippen Sie die Adresse über der Liste ein und entsperren Sie sie dann.</translation>
    </message>
    <message numerus="yes">
        <source>%n addresses</source>
        <translation>
            <numerusform>%n Adresse</numerusform>
            <numerusform>%n Adressen</numerusform>
        </translation>
    </message>
    <message>
        <source>Not blocked</source>
        <translation>Nicht gesperrt</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Noted by</source>
        <translation>Vermerkt von</translation>
    </message>
    <message>
        <source>somebody not in your data</source>
        <translation>jemand, der nicht in Ihren Daten ist</translation>
    </message>
    <message>
        <source>A report of Amazon</source>
        <translation>Eine Meldung von Amazon</translation>
    </message>
    <message>
        <source>%1 was blocked already</source>
        <translation>%1 war schon gesperrt</translation>
    </message>
    <message>
        <source>%1 is never written to from now on</source>
        <translation>An %1 wird von jetzt an nie mehr geschrieben</translation>
    </message>
    <message>
        <source>%1 may be written to again</source>
        <translation>An %1 darf wieder geschrieben werden</translation>
    </message>
    <message>
        <source>A list of addresses</source>
        <translation>Eine Liste von Adressen</translation>
    </message>
    <message>
        <source>Blocking addresses of %1</source>
        <translation>Adressen aus %1 werden gesperrt</translation>
    </message>
    <message numerus="yes">
        <source>%n addresses were blocked; the others were blocked already.</source>
        <translation>
            <numerusform>%n Adresse wurde gesperrt; die anderen waren es schon.</numerusform>
            <numerusform>%n Adressen wurden gesperrt; die anderen waren es schon.</numerusform>
        </translation>
    </message>
    <message>
        <source>Amazon&apos;s list of blocked addresses</source>
        <translation>Amazons Sperrliste</translation>
    </message>
</context>
<context>
    <name>audience::ui::BounceCard</name>
    <message>
        <source>Came back</source>
        <translation>Zurückgekommen</translation>
    </message>
    <message>
        <source>Came back, by</source>
        <translation>Zurückgekommen, nach</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Emails that came back</source>
        <translation>E-Mails, die zurückkamen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>for good</source>
        <translation>endgültig</translation>
    </message>
    <message>
        <source>for the moment</source>
        <translation>vorerst</translation>
    </message>
    <message numerus="yes">
        <source>and %n other reasons</source>
        <translation>
            <numerusform>und %n weiterer Grund</numerusform>
            <numerusform>und %n weitere Gründe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n other domains</source>
        <translation>
            <numerusform>und %n weitere Domain</numerusform>
            <numerusform>und %n weitere Domains</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::BrandColours</name>
    <message>
        <source>Name of another colour</source>
        <translation>Name einer weiteren Farbe</translation>
    </message>
    <message>
        <source>Another colour</source>
        <translation>Weitere Farbe</translation>
    </message>
    <message>
        <source>Type a name, then Enter</source>
        <translation>Namen eingeben, dann Eingabetaste</translation>
    </message>
    <message>
        <source>How well it reads</source>
        <translation>Wie gut es lesbar ist</translation>
    </message>
    <message>
        <source>Pick %1</source>
        <translation>%1 auswählen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>on light</source>
        <translation>auf Hell</translation>
    </message>
    <message>
        <source>on dark</source>
        <translation>auf Dunkel</translation>
    </message>
    <message>
        <source>same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>There is a colour of this name</source>
        <translation>Eine Farbe dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>A name has letters, digits and _, and begins with a letter</source>
        <translation>Ein Name besteht aus Buchstaben, Ziffern und _ und beginnt mit einem Buchstaben</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Contrast on light and on dark; text needs 4.5, large text 3</source>
        <translation>Kontrast auf Hell und auf Dunkel; Text braucht 4,5, große Schrift 3</translation>
    </message>
</context>
<context>
    <name>audience::ui::BrandPanel</name>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Fonts</source>
        <translation>Schriften</translation>
    </message>
    <message>
        <source>Headings</source>
        <translation>Überschriften</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Picture on dark</source>
        <translation>Bild auf Dunkel</translation>
    </message>
    <message>
        <source>Words instead</source>
        <translation>Text statt Bild</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>Führt zu</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Footer</source>
        <translation>Fußzeile</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Unternehmen</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>Postanschrift</translation>
    </message>
    <message>
        <source>Why people get emails</source>
        <translation>Warum man E-Mails erhält</translation>
    </message>
    <message>
        <source>Tone</source>
        <translation>Tonfall</translation>
    </message>
    <message>
        <source>How the brand speaks</source>
        <translation>Wie die Marke spricht</translation>
    </message>
    <message>
        <source>Save the brand</source>
        <translation>Marke speichern</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message numerus="yes">
        <source>Saving changes %n templates.</source>
        <translation>
            <numerusform>Das Speichern ändert %n Vorlage.</numerusform>
            <numerusform>Das Speichern ändert %n Vorlagen.</numerusform>
        </translation>
    </message>
    <message>
        <source>No template uses the brand yet.</source>
        <translation>Noch keine Vorlage verwendet die Marke.</translation>
    </message>
    <message>
        <source>The brand cannot be read</source>
        <translation>Die Marke kann nicht gelesen werden</translation>
    </message>
    <message numerus="yes">
        <source>The brand is saved, with %n templates</source>
        <translation>
            <numerusform>Die Marke ist gespeichert, mit %n Vorlage</numerusform>
            <numerusform>Die Marke ist gespeichert, mit %n Vorlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>The brand is saved</source>
        <translation>Die Marke ist gespeichert</translation>
    </message>
</context>
<context>
    <name>audience::ui::BreakdownCard</name>
    <message>
        <source>Compared with everyone else by</source>
        <translation>Verglichen mit allen anderen nach</translation>
    </message>
    <message>
        <source>Compared with everyone else</source>
        <translation>Verglichen mit allen anderen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The data hold nothing that people could be compared by.</source>
        <translation>Die Daten enthalten nichts, wonach sich Personen vergleichen ließen.</translation>
    </message>
    <message>
        <source>Compared by: %1</source>
        <translation>Verglichen nach: %1</translation>
    </message>
    <message>
        <source>%1 here, %2 others. Choose a row to open its people or to use it in a rule.</source>
        <translation>%1 hier, %2 andere. Wählen Sie eine Zeile, um ihre Personen zu öffnen oder sie in einer Regel zu verwenden.</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>Käufe</translation>
    </message>
    <message>
        <source>Emails</source>
        <translation>E-Mails</translation>
    </message>
    <message>
        <source>Computed values</source>
        <translation>Berechnete Merkmale</translation>
    </message>
    <message>
        <source>What is known of people</source>
        <translation>Was über Personen bekannt ist</translation>
    </message>
</context>
<context>
    <name>audience::ui::CalendarView</name>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Month or week</source>
        <translation>Monat oder Woche</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>%1 goes on after %2; its later starts are too many to be shown.</source>
        <translation>%1 geht nach %2 weiter; die späteren Starts sind zu viele, um gezeigt zu werden.</translation>
    </message>
</context>
<context>
    <name>audience::ui::CampaignList</name>
    <message>
        <source>Goes out next</source>
        <translation>Geht als Nächstes hinaus</translation>
    </message>
    <message>
        <source>Which campaigns</source>
        <translation>Welche Kampagnen</translation>
    </message>
    <message>
        <source>Search campaigns</source>
        <translation>Kampagnen suchen</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>was missed; start it or choose another time</source>
        <translation>wurde verpasst; starten Sie sie oder wählen Sie eine andere Zeit</translation>
    </message>
    <message>
        <source>sent by this computer; it must be awake then</source>
        <translation>sendet dieser Computer; er muss dann wach sein</translation>
    </message>
    <message>
        <source>sent by %1; it must be awake then</source>
        <translation>sendet %1; der Computer muss dann wach sein</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>changed %1</source>
        <translation>geändert %1</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Through</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>Clicked</source>
        <translation>Geklickt</translation>
    </message>
    <message>
        <source>Earned: %1</source>
        <translation>Eingebracht: %1</translation>
    </message>
    <message>
        <source>Earned</source>
        <translation>Eingebracht</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und %Ln weitere</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>sent by %1</source>
        <translation>sendet %1</translation>
    </message>
    <message>
        <source>missed %1</source>
        <translation>verpasst: %1</translation>
    </message>
    <message>
        <source>next %1</source>
        <translation>als Nächstes %1</translation>
    </message>
    <message>
        <source>Search campaigns or tags</source>
        <translation>Kampagnen oder Schlagwörter suchen</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
</context>
<context>
    <name>audience::ui::CampaignsPage</name>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>What you were writing</source>
        <translation>Was Sie gerade schrieben</translation>
    </message>
    <message>
        <source>%1, my version</source>
        <translation>%1, meine Fassung</translation>
    </message>
    <message>
        <source>Kept in the audit log</source>
        <translation>Im Protokoll festgehalten</translation>
    </message>
    <message>
        <source>a segment that is gone</source>
        <translation>ein Segment, das es nicht mehr gibt</translation>
    </message>
    <message>
        <source>%1 but not %2</source>
        <translation>%1, aber nicht %2</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>Preheader</source>
        <translation>Vorschauzeile</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Through</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>It was to start at %1 and did not</source>
        <translation>Sie sollte um %1 beginnen und tat es nicht</translation>
    </message>
    <message>
        <source>It should have started at %1; what stands in the way is at the right</source>
        <translation>Sie hätte um %1 beginnen sollen; was im Weg steht, sehen Sie rechts</translation>
    </message>
    <message>
        <source>Goes out %1</source>
        <translation>Geht %1 hinaus</translation>
    </message>
    <message>
        <source>The people are counted at the start; now it would be %1. The email stays as it was when you scheduled it.</source>
        <translation>Die Personen werden zu Beginn gezählt; jetzt wären es %1. Die E-Mail bleibt, wie sie beim Planen war.</translation>
    </message>
    <message>
        <source>Scheduled for %1</source>
        <translation>Geplant für %1</translation>
    </message>
    <message>
        <source>A draft again. Nobody gets it.</source>
        <translation>Wieder ein Entwurf. Niemand erhält sie.</translation>
    </message>
    <message>
        <source>Practising %1</source>
        <translation>%1 wird geübt</translation>
    </message>
    <message>
        <source>Sending %1</source>
        <translation>%1 wird gesendet</translation>
    </message>
    <message>
        <source>%1 is finished: %2 handed over</source>
        <translation>%1 ist fertig: %2 übergeben</translation>
    </message>
    <message>
        <source>%1 has started, as scheduled</source>
        <translation>%1 hat wie geplant begonnen</translation>
    </message>
    <message>
        <source>Stopped. Those still to go will not get it.</source>
        <translation>Gestoppt. Wer noch nicht an der Reihe war, erhält sie nicht.</translation>
    </message>
    <message>
        <source>Save this list</source>
        <translation>Diese Liste speichern</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>No campaigns yet</source>
        <translation>Noch keine Kampagnen</translation>
    </message>
    <message>
        <source>A campaign brings one email to the people of a segment. You see how many it reaches before anything goes, and you can practise first.</source>
        <translation>Eine Kampagne bringt eine E-Mail zu den Personen eines Segments. Sie sehen, wie viele sie erreicht, bevor etwas hinausgeht, und können vorher üben.</translation>
    </message>
    <message>
        <source>New campaign</source>
        <translation>Neue Kampagne</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Go on sending</source>
        <translation>Weiter senden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Make a copy</source>
        <translation>Kopie anlegen</translation>
    </message>
    <message>
        <source>Remove this campaign</source>
        <translation>Diese Kampagne entfernen</translation>
    </message>
    <message>
        <source>Paused. Nobody else gets it until you go on.</source>
        <translation>Angehalten. Niemand sonst erhält sie, bis Sie fortfahren.</translation>
    </message>
    <message>
        <source>Sending goes on</source>
        <translation>Das Senden geht weiter</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>Campaign %1</source>
        <translation>Kampagne %1</translation>
    </message>
    <message>
        <source>%1, copy</source>
        <translation>%1, Kopie</translation>
    </message>
    <message>
        <source>This is the copy, a draft</source>
        <translation>Dies ist die Kopie, ein Entwurf</translation>
    </message>
    <message>
        <source>Campaign &quot;%1&quot; removed</source>
        <translation>Kampagne „%1“ entfernt</translation>
    </message>
    <message>
        <source>Choose another time</source>
        <translation>Andere Zeit wählen</translation>
    </message>
    <message>
        <source>Start it now</source>
        <translation>Jetzt starten</translation>
    </message>
    <message>
        <source>Schedule for %1</source>
        <translation>Planen für %1</translation>
    </message>
    <message>
        <source>Test to me</source>
        <translation>Test an mich</translation>
    </message>
    <message>
        <source>Practice mode: nothing left this computer</source>
        <translation>Übungsmodus: Nichts hat diesen Computer verlassen</translation>
    </message>
    <message>
        <source>The test to %1 was written to %2.</source>
        <translation>Der Test an %1 wurde nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>The test is on its way to %1</source>
        <translation>Der Test ist unterwegs an %1</translation>
    </message>
    <message>
        <source>Amazon took it as %1.</source>
        <translation>Amazon hat ihn als %1 angenommen.</translation>
    </message>
    <message>
        <source>%1 goes on; it was interrupted</source>
        <translation>%1 geht weiter; der Versand war unterbrochen</translation>
    </message>
    <message numerus="yes">
        <source>Stop, %Ln will not get it</source>
        <translation>
            <numerusform>Stoppen, %Ln erhält sie nicht</numerusform>
            <numerusform>Stoppen, %Ln erhalten sie nicht</numerusform>
        </translation>
    </message>
    <message>
        <source>What was not saved was thrown away</source>
        <translation>Was nicht gespeichert war, wurde verworfen</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Andere übernehmen</translation>
    </message>
    <message>
        <source>Saving the list of %1</source>
        <translation>Die Liste von %1 wird gespeichert</translation>
    </message>
    <message>
        <source>would be kept back</source>
        <translation>würden zurückgehalten</translation>
    </message>
    <message>
        <source>Reading the campaigns…</source>
        <translation>Kampagnen werden gelesen …</translation>
    </message>
    <message>
        <source>The campaigns could not be read</source>
        <translation>Die Kampagnen konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message numerus="yes">
        <source>Send to %Ln people now</source>
        <translation>
            <numerusform>Jetzt an %Ln Person senden</numerusform>
            <numerusform>Jetzt an %Ln Personen senden</numerusform>
        </translation>
    </message>
    <message>
        <source>&quot;%1&quot; made</source>
        <translation>„%1“ angelegt</translation>
    </message>
    <message numerus="yes">
        <source>Practise with %Ln people</source>
        <translation>
            <numerusform>Mit %Ln Person üben</numerusform>
            <numerusform>Mit %Ln Personen üben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send to %Ln people</source>
        <translation>
            <numerusform>An %Ln Person senden</numerusform>
            <numerusform>An %Ln Personen senden</numerusform>
        </translation>
    </message>
    <message>
        <source>Taking it up again…</source>
        <translation>Wird wieder aufgenommen …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln counted as sent, on your word</source>
        <translation>
            <numerusform>%Ln auf Ihr Wort als gesendet gezählt</numerusform>
            <numerusform>%Ln auf Ihr Wort als gesendet gezählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln go out again</source>
        <translation>
            <numerusform>%Ln geht noch einmal hinaus</numerusform>
            <numerusform>%Ln gehen noch einmal hinaus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people written to %1</source>
        <translation>
            <numerusform>%Ln Person in %1 geschrieben</numerusform>
            <numerusform>%Ln Personen in %1 geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>List or calendar</source>
        <translation>Liste oder Kalender</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>%1 goes out %2</source>
        <translation>%1 geht hinaus: %2</translation>
    </message>
    <message numerus="yes">
        <source>This hands %Ln emails to Amazon in a minute. Until then you can take it back.</source>
        <translation>
            <numerusform>In einer Minute geht %Ln E-Mail an Amazon. Bis dahin können Sie sie zurücknehmen.</numerusform>
            <numerusform>In einer Minute gehen %Ln E-Mails an Amazon. Bis dahin können Sie sie zurücknehmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>It does not go out again.</source>
        <translation>Sie geht nicht noch einmal hinaus.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Noch einmal senden</translation>
    </message>
    <message>
        <source>Calendar of sends</source>
        <translation>Kalender der Versände</translation>
    </message>
    <message>
        <source>End the series</source>
        <translation>Die Serie beenden</translation>
    </message>
    <message>
        <source>Who did not open it</source>
        <translation>Wer sie nicht geöffnet hat</translation>
    </message>
    <message>
        <source>opens by programs do not count</source>
        <translation>Öffnungen durch Programme zählen nicht</translation>
    </message>
    <message>
        <source>Who did not click</source>
        <translation>Wer nicht geklickt hat</translation>
    </message>
    <message>
        <source>%1, again</source>
        <translation>%1, noch einmal</translation>
    </message>
    <message>
        <source>Did not open %1</source>
        <translation>%1 nicht geöffnet</translation>
    </message>
    <message>
        <source>Did not click in %1</source>
        <translation>In %1 nicht geklickt</translation>
    </message>
    <message>
        <source>%1 sends this: %2</source>
        <translation>%1 sendet dies: %2</translation>
    </message>
    <message>
        <source>What you change here does not reach %1, and what becomes of it is known there.</source>
        <translation>Was Sie hier ändern, erreicht %1 nicht, und was daraus wird, ist dort bekannt.</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>Zurücknehmen…</translation>
    </message>
    <message>
        <source>%1 will send this and must be awake then.</source>
        <translation>%1 sendet dies und muss dann wach sein.</translation>
    </message>
    <message>
        <source>%1 will send this. It runs on a battery and may be asleep then.</source>
        <translation>%1 sendet dies. Der Computer läuft mit Akku und schläft dann womöglich.</translation>
    </message>
    <message>
        <source>%1 will send this. See that it is awake then.</source>
        <translation>%1 sendet dies. Achten Sie darauf, dass der Computer dann wach ist.</translation>
    </message>
    <message>
        <source>Hand over sending…</source>
        <translation>Versand abgeben…</translation>
    </message>
    <message numerus="yes">
        <source>This hands %Ln emails to your mail server in a minute. Until then you can take it back.</source>
        <translation>
            <numerusform>In einer Minute geht %Ln E-Mail an Ihren Mailserver. Bis dahin können Sie sie zurücknehmen.</numerusform>
            <numerusform>In einer Minute gehen %Ln E-Mails an Ihren Mailserver. Bis dahin können Sie sie zurücknehmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your mail server %1 took it.</source>
        <translation>Ihr Mailserver %1 hat ihn angenommen.</translation>
    </message>
    <message>
        <source>A draft for those who have not opened it when it starts, with the email as it was sent</source>
        <translation>Ein Entwurf für alle, die sie beim Start nicht geöffnet haben, mit der E-Mail, wie sie gesendet wurde</translation>
    </message>
    <message>
        <source>A draft for those who have not clicked when it starts, with the email as it was sent</source>
        <translation>Ein Entwurf für alle, die beim Start nicht geklickt haben, mit der E-Mail, wie sie gesendet wurde</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is archived</source>
        <translation>„%1“ ist archiviert</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is back in the list</source>
        <translation>„%1“ ist wieder in der Liste</translation>
    </message>
    <message>
        <source>Archive: out of the list</source>
        <translation>Archivieren: aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Archived. Back to the list</source>
        <translation>Archiviert. Zurück in die Liste</translation>
    </message>
    <message>
        <source>Ask for approval</source>
        <translation>Um Freigabe bitten</translation>
    </message>
    <message>
        <source>You wrote it, so a colleague approves it: it stands on their Today page</source>
        <translation>Sie haben es geschrieben, also gibt es jemand anderes frei: Dort steht es unter Heute</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>It is a draft again, and nobody is asked to approve it</source>
        <translation>Es ist wieder ein Entwurf, und niemand wird um Freigabe gebeten</translation>
    </message>
    <message>
        <source>It is a draft again, for whoever wrote it</source>
        <translation>Es ist wieder ein Entwurf, für den, der es geschrieben hat</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a draft again</source>
        <translation>„%1“ ist wieder ein Entwurf</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not approved any more</source>
        <translation>„%1“ ist nicht mehr freigegeben</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is approved by %2</source>
        <translation>„%1“ ist freigegeben von %2</translation>
    </message>
    <message>
        <source>Asked for approval: a colleague sees &quot;%1&quot; on their Today page</source>
        <translation>Um Freigabe gebeten: „%1“ steht bei den anderen unter Heute</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Variant %1</source>
        <translation>Variante %1</translation>
    </message>
    <message>
        <source>Which words</source>
        <translation>Welche Worte</translation>
    </message>
</context>
<context>
    <name>audience::ui::CanvasEdits</name>
    <message>
        <source>Remove a section</source>
        <translation>Abschnitt entfernen</translation>
    </message>
    <message>
        <source>Remove a column</source>
        <translation>Spalte entfernen</translation>
    </message>
    <message>
        <source>Remove a block</source>
        <translation>Block entfernen</translation>
    </message>
    <message>
        <source>Duplicate a section</source>
        <translation>Abschnitt duplizieren</translation>
    </message>
    <message>
        <source>Duplicate a column</source>
        <translation>Spalte duplizieren</translation>
    </message>
    <message>
        <source>Duplicate a block</source>
        <translation>Block duplizieren</translation>
    </message>
    <message>
        <source>Move a section</source>
        <translation>Abschnitt verschieben</translation>
    </message>
    <message>
        <source>Move a column</source>
        <translation>Spalte verschieben</translation>
    </message>
    <message>
        <source>Move a block</source>
        <translation>Block verschieben</translation>
    </message>
    <message>
        <source>Add a block</source>
        <translation>Block hinzufügen</translation>
    </message>
    <message>
        <source>Add a section</source>
        <translation>Abschnitt hinzufügen</translation>
    </message>
</context>
<context>
    <name>audience::ui::CanvasOverlay</name>
    <message>
        <source>Drag a block here, or choose one at the left and press Enter.</source>
        <translation>Ziehen Sie einen Block hierher, oder wählen Sie links einen aus und drücken Sie die Eingabetaste.</translation>
    </message>
    <message>
        <source>Field: %1</source>
        <translation>Feld: %1</translation>
    </message>
</context>
<context>
    <name>audience::ui::CanvasTools</name>
    <message>
        <source>Drag to another place</source>
        <translation>An eine andere Stelle ziehen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Keep as a saved block</source>
        <translation>Als gespeicherten Block behalten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>Unterstreichen</translation>
    </message>
    <message>
        <source>Strike through</source>
        <translation>Durchstreichen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Numbered list</source>
        <translation>Nummerierte Liste</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Insert a field</source>
        <translation>Feld einfügen</translation>
    </message>
    <message>
        <source>Where the link leads</source>
        <translation>Wohin der Link führt</translation>
    </message>
</context>
<context>
    <name>audience::ui::CanvasView</name>
    <message>
        <source>The email, to be written in</source>
        <translation>Die E-Mail, zum Hineinschreiben</translation>
    </message>
</context>
<context>
    <name>audience::ui::CellDelegate</name>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
</context>
<context>
    <name>audience::ui::ChartView</name>
    <message>
        <source>Nothing to show for this period yet.</source>
        <translation>Für diesen Zeitraum gibt es noch nichts zu zeigen.</translation>
    </message>
    <message>
        <source>(%1 to %2)</source>
        <translation>(%1 bis %2)</translation>
    </message>
    <message>
        <source>Click or press Enter to see the people</source>
        <translation>Klicken oder Eingabetaste drücken, um die Personen zu sehen</translation>
    </message>
    <message>
        <source>Copy the values</source>
        <translation>Werte kopieren</translation>
    </message>
    <message>
        <source>Save as a picture (PNG)</source>
        <translation>Als Bild speichern (PNG)</translation>
    </message>
    <message>
        <source>Save as a drawing (SVG)</source>
        <translation>Als Zeichnung speichern (SVG)</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>The picture could not be written there. Choose another folder.</source>
        <translation>Das Bild konnte dort nicht geschrieben werden. Wählen Sie einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>audience::ui::ChecksView</name>
    <message>
        <source>Looking…</source>
        <translation>Wird angesehen…</translation>
    </message>
    <message>
        <source>There is nothing to check here.</source>
        <translation>Hier gibt es nichts zu prüfen.</translation>
    </message>
    <message>
        <source>%1 of %2 checks passed</source>
        <translation>%1 von %2 Prüfungen bestanden</translation>
    </message>
    <message numerus="yes">
        <source>and %n more checks</source>
        <translation>
            <numerusform>und %n weitere Prüfung</numerusform>
            <numerusform>und %n weitere Prüfungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Rule: %1.</source>
        <translation>Regel: %1.</translation>
    </message>
    <message>
        <source>Rule: %1. For example %2.</source>
        <translation>Regel: %1. Zum Beispiel %2.</translation>
    </message>
    <message>
        <source>Show rows</source>
        <translation>Zeilen zeigen</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>The check is on again.</source>
        <translation>Die Prüfung ist wieder eingeschaltet.</translation>
    </message>
    <message>
        <source>The check is off.</source>
        <translation>Die Prüfung ist ausgeschaltet.</translation>
    </message>
</context>
<context>
    <name>audience::ui::ChoiceCurve</name>
    <message numerus="yes">
        <source>%1 of %n groups: %2, shown</source>
        <translation>
            <numerusform>%1 bei %n Gruppe: %2, angezeigt</numerusform>
            <numerusform>%1 bei %n Gruppen: %2, angezeigt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n groups: %2</source>
        <translation>
            <numerusform>%1 bei %n Gruppe: %2</numerusform>
            <numerusform>%1 bei %n Gruppen: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ClickMapCard</name>
    <message>
        <source>The email as it was sent, with its clicks</source>
        <translation>Die E-Mail, wie sie gesendet wurde, mit ihren Klicks</translation>
    </message>
    <message>
        <source>Links and who clicked them</source>
        <translation>Links und wer sie geklickt hat</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people clicked; the shares are of them.</source>
        <translation>
            <numerusform>%Ln Person hat geklickt; die Anteile beziehen sich auf sie.</numerusform>
            <numerusform>%Ln Personen haben geklickt; die Anteile beziehen sich auf sie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln emails only programs followed links; those do not count.</source>
        <translation>
            <numerusform>In %Ln E-Mail sind nur Programme Links gefolgt; das zählt nicht.</numerusform>
            <numerusform>In %Ln E-Mails sind nur Programme Links gefolgt; das zählt nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>What was clicked, %1</source>
        <translation>Was geklickt wurde, %1</translation>
    </message>
    <message>
        <source>What was clicked</source>
        <translation>Was geklickt wurde</translation>
    </message>
    <message>
        <source>Number in the email</source>
        <translation>Nummer in der E-Mail</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 · 0</source>
        <comment>number of the link, nobody clicked it</comment>
        <translation>%1 · 0</translation>
    </message>
    <message>
        <source>%1 · %2, %3</source>
        <comment>number of the link, people, share</comment>
        <translation>%1 · %2, %3</translation>
    </message>
    <message>
        <source>Nobody has clicked yet.</source>
        <translation>Noch hat niemand geklickt.</translation>
    </message>
</context>
<context>
    <name>audience::ui::ColourPlane</name>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Arrow keys change how light and how strong it is, with Shift the hue</source>
        <translation>Pfeiltasten ändern Helligkeit und Sättigung, mit Umschalt den Farbton</translation>
    </message>
</context>
<context>
    <name>audience::ui::ColumnPanel</name>
    <message>
        <source>Filled</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Distinct</source>
        <translation>Verschieden</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>Most common</source>
        <translation>Am häufigsten</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Choose a column to see how its values are spread.</source>
        <translation>Wählen Sie eine Spalte, um zu sehen, wie sich ihre Werte verteilen.</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Middle half</source>
        <translation>Mittlere Hälfte</translation>
    </message>
    <message>
        <source>Moves together with</source>
        <translation>Hängt zusammen mit</translation>
    </message>
    <message>
        <source>%1 below, then %2</source>
        <translation>%1 darunter, dann %2</translation>
    </message>
    <message>
        <source>%1, then %2 above</source>
        <translation>%1, dann %2 darüber</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>kein</translation>
    </message>
    <message>
        <source>Show rows</source>
        <translation>Zeilen zeigen</translation>
    </message>
    <message>
        <source>%1, the other way</source>
        <translation>%1, gegenläufig</translation>
    </message>
    <message>
        <source>Rank correlation %1 over %2 rows</source>
        <translation>Rangkorrelation %1 über %2 Zeilen</translation>
    </message>
    <message>
        <source>Told from %1 rows spread over the table.</source>
        <translation>Aus %1 Zeilen, über die Tabelle verteilt.</translation>
    </message>
</context>
<context>
    <name>audience::ui::CommandPalette</name>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
    <message>
        <source>A page, a segment, a person, a command</source>
        <translation>Eine Seite, ein Segment, eine Person, ein Befehl</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Nothing found for &quot;%1&quot;. Try fewer letters, a person&apos;s whole address, or a word such as Import or Settings.</source>
        <translation>Nichts gefunden zu „%1“. Versuchen Sie weniger Buchstaben, die ganze Adresse einer Person oder ein Wort wie Import oder Einstellungen.</translation>
    </message>
</context>
<context>
    <name>audience::ui::Commands</name>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
    <message>
        <source>Make the rail narrow or wide</source>
        <translation>Seitenleiste schmal oder breit</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>Zwischen hell und dunkel wechseln</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Find on this page</source>
        <translation>Auf dieser Seite suchen</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>Neuer Arbeitsbereich</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Show the file in its folder</source>
        <translation>Datei im Ordner zeigen</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>Kopie speichern</translation>
    </message>
    <message>
        <source>Find the next one</source>
        <translation>Nächstes suchen</translation>
    </message>
    <message>
        <source>Find the one before</source>
        <translation>Voriges suchen</translation>
    </message>
    <message>
        <source>Go to a row</source>
        <translation>Zu einer Zeile gehen</translation>
    </message>
    <message>
        <source>Run the query</source>
        <translation>Abfrage ausführen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
</context>
<context>
    <name>audience::ui::ComposerView</name>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>Name of the campaign</source>
        <translation>Name der Kampagne</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Name of the sender</source>
        <translation>Name des Absenders</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Address of the sender</source>
        <translation>Adresse des Absenders</translation>
    </message>
    <message>
        <source>The connection&apos;s own address</source>
        <translation>Adresse der Verbindung</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>Preheader</source>
        <translation>Vorschauzeile</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Through</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Choose an email</source>
        <translation>E-Mail wählen</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Amazon SES sends them</source>
        <translation>Amazon SES sendet sie</translation>
    </message>
    <message>
        <source>Template: %1</source>
        <translation>Vorlage: %1</translation>
    </message>
    <message>
        <source>As soon as you say so; the people are counted at that moment</source>
        <translation>Sobald Sie es sagen; die Personen werden in diesem Augenblick gezählt</translation>
    </message>
    <message>
        <source>The people are counted at the start; the email stays as it is when you schedule it</source>
        <translation>Die Personen werden zu Beginn gezählt; die E-Mail bleibt, wie sie beim Planen ist</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>%1 can be emailed of %2</source>
        <translation>%1 von %2 können angeschrieben werden</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Look at this</source>
        <translation>Bitte ansehen</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Nicht bereit</translation>
    </message>
    <message>
        <source>nothing leaves this computer</source>
        <translation>nichts verlässt diesen Computer</translation>
    </message>
    <message>
        <source>Amazon SES, %1</source>
        <translation>Amazon SES, %1</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>always allowed</source>
        <translation>immer erlaubt</translation>
    </message>
    <message>
        <source>No email leaves this computer; readers are made up</source>
        <translation>Keine E-Mail verlässt diesen Computer; Leser sind erfunden</translation>
    </message>
    <message>
        <source>Your mail server takes them and reports nothing back</source>
        <translation>Ihr Mailserver nimmt sie an und meldet nichts zurück</translation>
    </message>
    <message>
        <source>Mail server, %1</source>
        <translation>Mailserver, %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails</source>
        <translation>
            <numerusform>%Ln E-Mail</numerusform>
            <numerusform>%Ln E-Mails</numerusform>
        </translation>
    </message>
    <message>
        <source>At most %1 a day to one person, over all campaigns</source>
        <translation>Höchstens %1 je Tag an eine Person, über alle Kampagnen</translation>
    </message>
    <message>
        <source>At most %1 a week to one person, over all campaigns</source>
        <translation>Höchstens %1 je Woche an eine Person, über alle Kampagnen</translation>
    </message>
    <message>
        <source>At most %1 in %2 to one person, over all campaigns</source>
        <translation>Höchstens %1 je %2 an eine Person, über alle Kampagnen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a topic</source>
        <translation>Thema wählen</translation>
    </message>
    <message>
        <source>As it was sent before</source>
        <translation>Wie sie zuvor gesendet wurde</translation>
    </message>
    <message>
        <source>Take its newest version</source>
        <translation>Neueste Fassung nehmen</translation>
    </message>
    <message>
        <source>Newest version of the email</source>
        <translation>Neueste Fassung der E-Mail</translation>
    </message>
    <message>
        <source>Which words</source>
        <translation>Welche Worte</translation>
    </message>
    <message>
        <source>The email itself or one of its variants, for everybody</source>
        <translation>Die E-Mail selbst oder eine ihrer Varianten, für alle</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Variant %1</source>
        <translation>Variante %1</translation>
    </message>
    <message>
        <source>subject as in the original</source>
        <translation>Betreff wie im Original</translation>
    </message>
    <message>
        <source>Template: %1, variant %2</source>
        <translation>Vorlage: %1, Variante %2</translation>
    </message>
    <message>
        <source>Variant %1, which is gone</source>
        <translation>Variante %1, die es nicht mehr gibt</translation>
    </message>
    <message>
        <source>Which words: %1</source>
        <translation>Welche Worte: %1</translation>
    </message>
    <message>
        <source>The email has no variant %1 any more, so nothing can be sent. Choose other words.</source>
        <translation>Die E-Mail hat keine Variante %1 mehr, daher kann nichts gesendet werden. Wählen Sie andere Worte.</translation>
    </message>
</context>
<context>
    <name>audience::ui::ConditionRow</name>
    <message>
        <source>More for this rule</source>
        <translation>Mehr zu dieser Regel</translation>
    </message>
    <message>
        <source>%1 people meet this rule</source>
        <translation>%1 Personen erfüllen diese Regel</translation>
    </message>
    <message>
        <source>Change a rule</source>
        <translation>Regel ändern</translation>
    </message>
    <message>
        <source>Choose what to ask</source>
        <translation>Wählen Sie, wonach gefragt wird</translation>
    </message>
    <message>
        <source>did</source>
        <translation>hat</translation>
    </message>
    <message>
        <source>did not</source>
        <translation>hat nicht</translation>
    </message>
    <message>
        <source>at least once</source>
        <translation>mindestens einmal</translation>
    </message>
    <message>
        <source>number of times</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>at all</source>
        <translation>überhaupt</translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Wie viel</translation>
    </message>
    <message>
        <source>times</source>
        <translation>Mal</translation>
    </message>
    <message>
        <source>Remove this detail</source>
        <translation>Diese Angabe entfernen</translation>
    </message>
    <message>
        <source>where</source>
        <translation>wobei</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>first</source>
        <translation>erste</translation>
    </message>
    <message>
        <source>last</source>
        <translation>letzte</translation>
    </message>
    <message>
        <source>Add a detail</source>
        <translation>Angabe hinzufügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Put into a group</source>
        <translation>In eine Gruppe setzen</translation>
    </message>
    <message>
        <source>Make a group</source>
        <translation>Gruppe bilden</translation>
    </message>
    <message>
        <source>Everybody but these</source>
        <translation>Alle außer diesen</translation>
    </message>
    <message>
        <source>Turn a rule round</source>
        <translation>Regel umkehren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>wählen…</translation>
    </message>
    <message>
        <source>choose a value</source>
        <translation>Wert wählen</translation>
    </message>
    <message>
        <source>Not counted yet</source>
        <translation>Zählt noch nicht mit</translation>
    </message>
    <message>
        <source>Change it as text</source>
        <translation>Als Text ändern</translation>
    </message>
    <message>
        <source>Change a rule as text</source>
        <translation>Eine Regel als Text ändern</translation>
    </message>
    <message>
        <source>Consent to %1</source>
        <translation>Zustimmung zu %1</translation>
    </message>
    <message>
        <source>Blocked address</source>
        <translation>Gesperrte Adresse</translation>
    </message>
    <message>
        <source>Can be emailed</source>
        <translation>Anschreibbar</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>zu %1</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Besuche</translation>
    </message>
    <message>
        <source>How many visits</source>
        <translation>Wie viele Besuche</translation>
    </message>
    <message>
        <source>How many minutes</source>
        <translation>Wie viele Minuten</translation>
    </message>
    <message>
        <source>of</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>irgendetwas</translation>
    </message>
    <message>
        <source>whatever they did</source>
        <translation>was sie auch taten</translation>
    </message>
    <message>
        <source>a new visit after</source>
        <translation>neuer Besuch nach</translation>
    </message>
    <message>
        <source>How long nothing happens between two visits</source>
        <translation>Wie lange zwischen zwei Besuchen nichts geschieht</translation>
    </message>
    <message>
        <source>then</source>
        <translation>dann</translation>
    </message>
    <message>
        <source>and then no</source>
        <translation>und dann nicht</translation>
    </message>
    <message>
        <source>Remove this step</source>
        <translation>Diesen Schritt entfernen</translation>
    </message>
    <message>
        <source>Add a detail to step %1, %2</source>
        <translation>Angabe zu Schritt %1, %2 hinzufügen</translation>
    </message>
    <message>
        <source>at any later time</source>
        <translation>irgendwann danach</translation>
    </message>
    <message>
        <source>within</source>
        <translation>innerhalb</translation>
    </message>
    <message>
        <source>Within how much time</source>
        <translation>Innerhalb welcher Zeit</translation>
    </message>
    <message>
        <source>all within</source>
        <translation>alles innerhalb von</translation>
    </message>
    <message>
        <source>took every step</source>
        <translation>alle Schritte gemacht</translation>
    </message>
    <message>
        <source>stopped after step %1</source>
        <translation>nach Schritt %1 aufgehört</translation>
    </message>
    <message>
        <source>reached step %1</source>
        <translation>Schritt %1 erreicht</translation>
    </message>
    <message>
        <source>Followed by another step</source>
        <translation>Weiteren Schritt anfügen</translation>
    </message>
    <message>
        <source>whatever it was about</source>
        <translation>worum es auch ging</translation>
    </message>
    <message>
        <source>with the same %1</source>
        <translation>%1 jeweils gleich</translation>
    </message>
    <message>
        <source>has any of</source>
        <translation>hat Einträge in</translation>
    </message>
    <message>
        <source>has none of</source>
        <translation>hat keine Einträge in</translation>
    </message>
    <message>
        <source>number of</source>
        <translation>Anzahl von</translation>
    </message>
    <message>
        <source>%1 in</source>
        <translation>%1 in</translation>
    </message>
    <message>
        <source>the last by %1 of</source>
        <translation>letzter Eintrag nach %1 in</translation>
    </message>
    <message>
        <source>has only such of</source>
        <translation>hat nur Einträge in</translation>
    </message>
    <message>
        <source>the first by %1 of</source>
        <translation>erster Eintrag nach %1 in</translation>
    </message>
    <message>
        <source>Remove this table</source>
        <translation>Diese Tabelle entfernen</translation>
    </message>
    <message>
        <source>Add a detail of %1</source>
        <translation>Angabe zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>with</source>
        <translation>mit</translation>
    </message>
    <message>
        <source>Add a test of it</source>
        <translation>Bedingung dazu hinzufügen</translation>
    </message>
    <message>
        <source>Look on in %1</source>
        <translation>Weiter in %1 suchen</translation>
    </message>
    <message>
        <source>of any campaign</source>
        <translation>aus irgendeiner Kampagne</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>highest</source>
        <comment>score</comment>
        <translation>höchste</translation>
    </message>
    <message>
        <source>lowest</source>
        <comment>score</comment>
        <translation>niedrigste</translation>
    </message>
    <message>
        <source>Recency, frequency, spend</source>
        <translation>Aktualität, Häufigkeit, Ausgaben</translation>
    </message>
    <message>
        <source>is any of</source>
        <translation>ist eines von</translation>
    </message>
    <message>
        <source>has the scores</source>
        <translation>hat die Noten</translation>
    </message>
    <message>
        <source>named groups</source>
        <translation>benannte Gruppen</translation>
    </message>
    <message>
        <source>1 lowest, 5 highest</source>
        <translation>1 niedrigste, 5 höchste</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>the top</source>
        <translation>die obersten</translation>
    </message>
    <message>
        <source>people</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>the last</source>
        <translation>die untersten</translation>
    </message>
    <message>
        <source>per cent of all</source>
        <translation>Prozent von allen</translation>
    </message>
    <message>
        <source>How many per cent</source>
        <translation>Wie viel Prozent</translation>
    </message>
    <message>
        <source>How many people</source>
        <translation>Wie viele Personen</translation>
    </message>
    <message>
        <source>% by</source>
        <translation>% nach</translation>
    </message>
    <message>
        <source>people by</source>
        <translation>Personen nach</translation>
    </message>
    <message>
        <source>among: %1</source>
        <translation>unter: %1</translation>
    </message>
    <message>
        <source>What people did</source>
        <translation>Was Personen getan haben</translation>
    </message>
    <message>
        <source>What is known of them</source>
        <translation>Was über sie bekannt ist</translation>
    </message>
    <message>
        <source>number of %1</source>
        <translation>Anzahl von %1</translation>
    </message>
    <message>
        <source>Random share</source>
        <translation>Zufälliger Anteil</translation>
    </message>
    <message>
        <source>Always the same people, also when others join</source>
        <translation>Immer dieselben Personen, auch wenn andere hinzukommen</translation>
    </message>
    <message>
        <source>% of all people</source>
        <translation>% aller Personen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>is on</source>
        <translation>ist auf</translation>
    </message>
    <message>
        <source>is in</source>
        <translation>ist in</translation>
    </message>
    <message>
        <source>is not on</source>
        <translation>ist nicht auf</translation>
    </message>
    <message>
        <source>is not in</source>
        <translation>ist nicht in</translation>
    </message>
    <message>
        <source>Nobody has &quot;%1&quot; there.</source>
        <translation>Niemand hat dort „%1“.</translation>
    </message>
    <message>
        <source>Nobody has &quot;%1&quot; there. Was one of these meant: %2?</source>
        <translation>Niemand hat dort „%1“. War eines davon gemeint: %2?</translation>
    </message>
    <message>
        <source>Spent in total</source>
        <translation>Insgesamt ausgegeben</translation>
    </message>
    <message>
        <source>Ask something else of these purchases</source>
        <translation>Etwas anderes zu diesen Käufen fragen</translation>
    </message>
    <message>
        <source>Move out of the group</source>
        <translation>Aus der Gruppe herausnehmen</translation>
    </message>
    <message>
        <source>Group with its neighbour</source>
        <translation>Mit der benachbarten gruppieren</translation>
    </message>
    <message>
        <source>Move this rule with %1 and %2</source>
        <translation>Diese Regel mit %1 und %2 verschieben</translation>
    </message>
    <message>
        <source>Drag it between two rules, or onto one to make a group of both. %1 and %2 move it, %3 and %4 take it out of and into a group.</source>
        <extracomment>%1 to %4: keys</extracomment>
        <translation>Ziehen Sie sie zwischen zwei Regeln oder auf eine, um aus beiden eine Gruppe zu machen. %1 und %2 verschieben sie, %3 und %4 nehmen sie aus einer Gruppe heraus und in eine hinein.</translation>
    </message>
    <message>
        <source>Ask for the first one</source>
        <translation>Nach dem ersten fragen</translation>
    </message>
</context>
<context>
    <name>audience::ui::ConditionText</name>
    <message>
        <source>The rule as text</source>
        <translation>Die Regel als Text</translation>
    </message>
    <message>
        <source>Use this text</source>
        <translation>Diesen Text verwenden</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
</context>
<context>
    <name>audience::ui::ConnectionForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What your campaigns call it.</source>
        <translation>Wie Ihre Kampagnen sie nennen.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>The address of the SQS queue that gets the events of SES.</source>
        <translation>Die Adresse der SQS-Warteschlange, in die SES seine Ereignisse legt.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Where your Amazon account sends from.</source>
        <translation>Von wo Ihr Amazon-Konto sendet.</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>Postanschrift</translation>
    </message>
    <message>
        <source>Stands at the foot of every email; many countries require it.</source>
        <translation>Steht am Fuß jeder E-Mail; viele Länder verlangen sie.</translation>
    </message>
    <message>
        <source>A web address of yours</source>
        <translation>Eine eigene Webadresse</translation>
    </message>
    <message>
        <source>A contact list of Amazon</source>
        <translation>Eine Kontaktliste bei Amazon</translation>
    </message>
    <message>
        <source>An email to a mailbox</source>
        <translation>Eine E-Mail an ein Postfach</translation>
    </message>
    <message>
        <source>How people unsubscribe</source>
        <translation>Wie man sich abmeldet</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Heed Amazon&apos;s own block list</source>
        <translation>Amazons eigene Sperrliste beachten</translation>
    </message>
    <message>
        <source>Addresses blocked for your account are kept back before sending.</source>
        <translation>Für Ihr Konto gesperrte Adressen werden vor dem Senden zurückgehalten.</translation>
    </message>
    <message>
        <source>Configuration set</source>
        <translation>Konfigurationssatz</translation>
    </message>
    <message>
        <source>Amazon&apos;s name for what it reports. Without one there are no deliveries, bounces or clicks.</source>
        <translation>Amazons Name für das, was es meldet. Ohne ihn gibt es keine Zustellungen, Rückläufer oder Klicks.</translation>
    </message>
    <message>
        <source>Address of the service</source>
        <translation>Adresse des Dienstes</translation>
    </message>
    <message>
        <source>Only for another address than Amazon&apos;s own.</source>
        <translation>Nur für eine andere Adresse als die von Amazon.</translation>
    </message>
    <message>
        <source>This computer&apos;s keychain</source>
        <translation>Der Schlüsselbund dieses Computers</translation>
    </message>
    <message>
        <source>Environment variables</source>
        <translation>Umgebungsvariablen</translation>
    </message>
    <message>
        <source>A profile of the AWS tools</source>
        <translation>Ein Profil der AWS-Werkzeuge</translation>
    </message>
    <message>
        <source>A private file</source>
        <translation>Eine private Datei</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Never kept in the workspace file.</source>
        <translation>Stehen nie in der Arbeitsbereichsdatei.</translation>
    </message>
    <message>
        <source>Access key id</source>
        <translation>Zugriffsschlüssel-Kennung</translation>
    </message>
    <message>
        <source>Secret access key</source>
        <translation>Geheimer Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Session token</source>
        <translation>Sitzungstoken</translation>
    </message>
    <message>
        <source>Only for temporary keys.</source>
        <translation>Nur für befristete Schlüssel.</translation>
    </message>
    <message>
        <source>https://your-shop.example/leave?who={token}</source>
        <translation>https://ihr-shop.example/abmelden?wer={token}</translation>
    </message>
    <message>
        <source>Name of the contact list</source>
        <translation>Name der Kontaktliste</translation>
    </message>
    <message>
        <source>leave@your-shop.example</source>
        <translation>abmelden@ihr-shop.example</translation>
    </message>
    <message>
        <source>/home/you/.secrets/amazon.ini</source>
        <translation>/home/sie/.secrets/amazon.ini</translation>
    </message>
    <message>
        <source>default</source>
        <translation>default</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>Events of Amazon SES</source>
        <translation>Ereignisse von Amazon SES</translation>
    </message>
    <message>
        <source>Amazon SES</source>
        <translation>Amazon SES</translation>
    </message>
    <message>
        <source>Type the postal address of whoever sends.</source>
        <translation>Geben Sie die Postanschrift des Absenders ein.</translation>
    </message>
    <message>
        <source>Type an address such as Shop &lt;news@shop.example&gt;.</source>
        <translation>Geben Sie eine Adresse wie Shop &lt;news@shop.example&gt; ein.</translation>
    </message>
    <message>
        <source>Type an address that begins with https:// and has {token} where the person stands.</source>
        <translation>Geben Sie eine Adresse ein, die mit https:// beginnt und {token} enthält, wo die Person steht.</translation>
    </message>
    <message>
        <source>Type the address of the mailbox.</source>
        <translation>Geben Sie die Adresse des Postfachs ein.</translation>
    </message>
    <message>
        <source>Type the name of the contact list.</source>
        <translation>Geben Sie den Namen der Kontaktliste ein.</translation>
    </message>
    <message>
        <source>Type the queue&apos;s address; Amazon shows it as URL.</source>
        <translation>Geben Sie die Adresse der Warteschlange ein; Amazon zeigt sie als URL.</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie ihr einen Namen.</translation>
    </message>
    <message>
        <source>Type where the file lies.</source>
        <translation>Geben Sie ein, wo die Datei liegt.</translation>
    </message>
    <message>
        <source>Type the name of the profile.</source>
        <translation>Geben Sie den Namen des Profils ein.</translation>
    </message>
    <message>
        <source>Both the id and the secret are needed.</source>
        <translation>Kennung und Geheimnis sind beide nötig.</translation>
    </message>
    <message>
        <source>The public corner of this workspace</source>
        <translation>Der öffentliche Bereich dieses Arbeitsbereichs</translation>
    </message>
    <message>
        <source>Role to take on</source>
        <translation>Zu übernehmende Rolle</translation>
    </message>
    <message>
        <source>Only where these keys may do nothing but take on a role: its ARN.</source>
        <translation>Nur wenn diese Schlüssel nichts dürfen, als eine Rolle zu übernehmen: deren ARN.</translation>
    </message>
    <message>
        <source>External id of the role</source>
        <translation>Externe ID der Rolle</translation>
    </message>
    <message>
        <source>Where the role asks for one.</source>
        <translation>Wenn die Rolle eine verlangt.</translation>
    </message>
    <message>
        <source>A mailbox beside it, if you like: leave@your-shop.example</source>
        <translation>Dazu ein Postfach, wenn Sie mögen: abmelden@ihr-shop.example</translation>
    </message>
    <message>
        <source>Type the ARN of a role, such as arn:aws:iam::123456789012:role/sender.</source>
        <translation>Geben Sie den ARN einer Rolle ein, etwa arn:aws:iam::123456789012:role/sender.</translation>
    </message>
    <message>
        <source>For example: Nordwind &lt;news@nordwind.example&gt;, known to Amazon or to your mail server.</source>
        <translation>Zum Beispiel: Nordwind &lt;news@nordwind.example&gt;, Amazon oder Ihrem Mailserver bekannt.</translation>
    </message>
    <message>
        <source>Large mailboxes expect one click. An email to a mailbox is not one.</source>
        <translation>Große Postfächer erwarten einen Klick. Eine E-Mail an ein Postfach ist keiner.</translation>
    </message>
    <message>
        <source>Mail server (SMTP)</source>
        <translation>Mailserver (SMTP)</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>As your provider calls it: &quot;outgoing mail server&quot; or &quot;SMTP server&quot;.</source>
        <translation>Wie Ihr Anbieter ihn nennt: „Postausgangsserver“ oder „SMTP-Server“.</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Nothing ever leaves this computer unencrypted.</source>
        <translation>Nichts verlässt diesen Computer je unverschlüsselt.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>587 and 465 are the usual ones.</source>
        <translation>Üblich sind 587 und 465.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Often the whole address. Empty where the server asks for no login.</source>
        <translation>Oft die ganze Adresse. Leer, wenn der Server keine Anmeldung verlangt.</translation>
    </message>
    <message>
        <source>An environment variable</source>
        <translation>Eine Umgebungsvariable</translation>
    </message>
    <message>
        <source>Password kept in</source>
        <translation>Ort des Passworts</translation>
    </message>
    <message>
        <source>Never in the workspace file. The variable is AUDIENCE_SMTP_PASSWORD.</source>
        <translation>Nie in der Arbeitsbereichsdatei. Die Variable heißt AUDIENCE_SMTP_PASSWORD.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>It is not shown again once it is saved.</source>
        <translation>Nach dem Speichern wird es nicht mehr gezeigt.</translation>
    </message>
    <message>
        <source>Emails a second</source>
        <translation>E-Mails je Sekunde</translation>
    </message>
    <message>
        <source>What your provider allows. A mailbox of a web host often takes one or two.</source>
        <translation>Was Ihr Anbieter erlaubt. Ein Postfach bei einem Webhoster nimmt oft eine oder zwei an.</translation>
    </message>
    <message>
        <source>After the greeting (STARTTLS)</source>
        <translation>Nach der Begrüßung (STARTTLS)</translation>
    </message>
    <message>
        <source>From the first byte (TLS)</source>
        <translation>Vom ersten Byte an (TLS)</translation>
    </message>
    <message>
        <source>None: it is this computer</source>
        <translation>Keine: Es ist dieser Computer</translation>
    </message>
    <message>
        <source>Type it for the other server</source>
        <translation>Für den anderen Server eingeben</translation>
    </message>
    <message>
        <source>Type the name of the server, such as smtp.your-shop.example.</source>
        <translation>Geben Sie den Namen des Servers ein, etwa smtp.ihr-shop.example.</translation>
    </message>
    <message>
        <source>Type the port; 587 and 465 are the usual ones.</source>
        <translation>Geben Sie den Port ein; üblich sind 587 und 465.</translation>
    </message>
    <message>
        <source>Type how many emails it takes each second: more than 0, at most 100,000.</source>
        <translation>Geben Sie ein, wie viele E-Mails er je Sekunde annimmt: mehr als 0, höchstens 100.000.</translation>
    </message>
</context>
<context>
    <name>audience::ui::ConnectionGuide</name>
    <message>
        <source>Rights the keys need</source>
        <translation>Rechte, die die Schlüssel brauchen</translation>
    </message>
    <message>
        <source>The least that works, for whoever manages your Amazon account: attach it to the user or the role of these keys.</source>
        <translation>Das Mindeste, was genügt, für alle, die Ihr Amazon-Konto verwalten: Hängen Sie es an den Benutzer oder die Rolle dieser Schlüssel.</translation>
    </message>
    <message>
        <source>1. Keys</source>
        <translation>1. Schlüssel</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Change this connection</source>
        <translation>Diese Verbindung ändern</translation>
    </message>
    <message>
        <source>Amazon account</source>
        <translation>Amazon-Konto</translation>
    </message>
    <message>
        <source>Region and keys</source>
        <translation>Region und Schlüssel</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>How people unsubscribe</source>
        <translation>Wie man sich abmeldet</translation>
    </message>
    <message>
        <source>policy of %1.json</source>
        <translation>Richtlinie von %1.json</translation>
    </message>
    <message>
        <source>Setting up %1 at Amazon</source>
        <translation>%1 wird bei Amazon eingerichtet</translation>
    </message>
    <message>
        <source>Taking down %1 at Amazon</source>
        <translation>%1 wird bei Amazon abgebaut</translation>
    </message>
    <message>
        <source>Sending a test email through %1</source>
        <translation>Test-E-Mail über %1 wird gesendet</translation>
    </message>
    <message>
        <source>Checking %1 at Amazon</source>
        <translation>%1 wird bei Amazon geprüft</translation>
    </message>
    <message>
        <source>%1 is set up and proven</source>
        <translation>%1 ist eingerichtet und nachgewiesen</translation>
    </message>
    <message>
        <source>What %1 had at Amazon was taken down</source>
        <translation>Was %1 bei Amazon hatte, wurde abgebaut</translation>
    </message>
    <message>
        <source>Number %1, as %2</source>
        <translation>Nummer %1, als %2</translation>
    </message>
    <message>
        <source>%1. %2.</source>
        <translation>%1, %2. {1.?}</translation>
    </message>
</context>
<context>
    <name>audience::ui::ConnectionsPage</name>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Nothing leaves this computer yet</source>
        <translation>Noch verlässt nichts diesen Computer</translation>
    </message>
    <message>
        <source>Add Amazon SES</source>
        <translation>Amazon SES hinzufügen</translation>
    </message>
    <message>
        <source>Remove this connection</source>
        <translation>Diese Verbindung entfernen</translation>
    </message>
    <message>
        <source>Forget the keys</source>
        <translation>Schlüssel vergessen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Save and test</source>
        <translation>Speichern und testen</translation>
    </message>
    <message>
        <source>New queue of events</source>
        <translation>Neue Warteschlange für Ereignisse</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Add a queue of events</source>
        <translation>Warteschlange für Ereignisse hinzufügen</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>works</source>
        <translation>funktioniert</translation>
    </message>
    <message>
        <source>needs keys</source>
        <translation>braucht Schlüssel</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>scheitert</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>nicht getestet</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Funktioniert</translation>
    </message>
    <message>
        <source>Needs keys</source>
        <translation>Braucht Schlüssel</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>Funktioniert nicht</translation>
    </message>
    <message>
        <source>Not tested</source>
        <translation>Nicht getestet</translation>
    </message>
    <message>
        <source>The keys of this connection are not there.</source>
        <translation>Die Schlüssel dieser Verbindung sind nicht da.</translation>
    </message>
    <message>
        <source>Enter them below, or say where they are.</source>
        <translation>Geben Sie sie unten ein oder sagen Sie, wo sie sind.</translation>
    </message>
    <message>
        <source>Testing %1</source>
        <translation>%1 wird getestet</translation>
    </message>
    <message>
        <source>%1 was removed; its keys stay in the keychain</source>
        <translation>%1 wurde entfernt; die Schlüssel bleiben im Schlüsselbund</translation>
    </message>
    <message>
        <source>The keychain holds no keys of this connection any more</source>
        <translation>Der Schlüsselbund enthält keine Schlüssel dieser Verbindung mehr</translation>
    </message>
    <message>
        <source>%1 is saved</source>
        <translation>%1 ist gesichert</translation>
    </message>
    <message>
        <source>Reading the connections…</source>
        <translation>Verbindungen werden gelesen …</translation>
    </message>
    <message>
        <source>What was not saved was thrown away</source>
        <translation>Was nicht gespeichert war, wurde verworfen</translation>
    </message>
    <message>
        <source>The connections could not be read</source>
        <translation>Die Verbindungen konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>ungespeichert</translation>
    </message>
    <message>
        <source>You took what others saved</source>
        <translation>Fassung der anderen übernommen</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Lassen, wie es ist</translation>
    </message>
    <message>
        <source>Public corner</source>
        <translation>Öffentlicher Bereich</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a connection</source>
        <translation>Verbindung hinzufügen</translation>
    </message>
    <message>
        <source>Use for new campaigns</source>
        <translation>Für neue Kampagnen verwenden</translation>
    </message>
    <message>
        <source>Add a mail server (SMTP)</source>
        <translation>Mailserver (SMTP) hinzufügen</translation>
    </message>
    <message>
        <source>Amazon SES</source>
        <translation>Amazon SES</translation>
    </message>
    <message>
        <source>reports opens, clicks, bounces</source>
        <translation>meldet Öffnungen, Klicks, Rückläufer</translation>
    </message>
    <message>
        <source>Mail server (SMTP)</source>
        <translation>Mailserver (SMTP)</translation>
    </message>
    <message>
        <source>reports nothing back</source>
        <translation>meldet nichts zurück</translation>
    </message>
    <message>
        <source>Queue of Amazon&apos;s events</source>
        <translation>Warteschlange mit Amazons Ereignissen</translation>
    </message>
    <message>
        <source>for a queue of your own</source>
        <translation>für eine eigene Warteschlange</translation>
    </message>
    <message>
        <source>New campaigns and tests go through %1</source>
        <translation>Neue Kampagnen und Tests gehen über %1</translation>
    </message>
    <message>
        <source>no password</source>
        <translation>kein Passwort</translation>
    </message>
    <message>
        <source>Without a connection you practise: campaigns run to the end and no email goes out. Connect Amazon SES, or a mail server of your own, when you want to reach real people.</source>
        <translation>Ohne Verbindung üben Sie: Kampagnen laufen bis zum Ende, und keine E-Mail geht hinaus. Verbinden Sie Amazon SES oder einen eigenen Mailserver, wenn Sie echte Personen erreichen möchten.</translation>
    </message>
    <message>
        <source>The password of this mail server is not there.</source>
        <translation>Das Passwort dieses Mailservers ist nicht da.</translation>
    </message>
    <message>
        <source>Start the program with the variable AUDIENCE_SMTP_PASSWORD, or keep the password in the keychain.</source>
        <translation>Starten Sie das Programm mit der Variable AUDIENCE_SMTP_PASSWORD, oder bewahren Sie das Passwort im Schlüsselbund auf.</translation>
    </message>
    <message>
        <source>Type it below; it is kept in this computer&apos;s keychain.</source>
        <translation>Geben Sie es unten ein; es wird im Schlüsselbund dieses Computers aufbewahrt.</translation>
    </message>
    <message>
        <source>For new campaigns</source>
        <translation>Für neue Kampagnen</translation>
    </message>
    <message>
        <source>Forget the password</source>
        <translation>Passwort löschen</translation>
    </message>
    <message>
        <source>%1 was removed; its password stays in the keychain</source>
        <translation>%1 wurde entfernt; das Passwort bleibt im Schlüsselbund</translation>
    </message>
    <message>
        <source>The keychain does not hold this password any more</source>
        <translation>Der Schlüsselbund enthält dieses Passwort nicht mehr</translation>
    </message>
    <message>
        <source>No password</source>
        <translation>Kein Passwort</translation>
    </message>
    <message>
        <source>Six digits of the device</source>
        <translation>Sechs Ziffern des Geräts</translation>
    </message>
    <message>
        <source>Test with this code</source>
        <translation>Mit diesem Code testen</translation>
    </message>
</context>
<context>
    <name>audience::ui::ContactSheet</name>
    <message>
        <source>It may look wrong for</source>
        <translation>Sieht vielleicht falsch aus bei</translation>
    </message>
    <message>
        <source>The email as a dozen people</source>
        <translation>Die E-Mail für ein Dutzend Personen</translation>
    </message>
    <message>
        <source>Other people</source>
        <translation>Andere Personen</translation>
    </message>
    <message>
        <source>Save as a picture</source>
        <translation>Als Bild speichern</translation>
    </message>
    <message>
        <source>Back to the preview (Esc)</source>
        <translation>Zurück zur Vorschau (Esc)</translation>
    </message>
    <message>
        <source>Making the email for a dozen people…</source>
        <translation>Die E-Mail wird für ein Dutzend Personen erstellt…</translation>
    </message>
    <message>
        <source>The contact sheet could not be made</source>
        <translation>Der Kontaktbogen konnte nicht erstellt werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Those it is most likely to look wrong for, and others by chance. Choose one to see the email as that person.</source>
        <translation>Personen, bei denen sie am ehesten falsch aussieht, und einige zufällige. Wählen Sie eine aus, um die E-Mail als diese Person zu sehen.</translation>
    </message>
    <message>
        <source>It cannot be made</source>
        <translation>Sie kann nicht erstellt werden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings</source>
        <translation>
            <numerusform>%Ln Hinweis</numerusform>
            <numerusform>%Ln Hinweise</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the contact sheet</source>
        <translation>Kontaktbogen speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>The picture could not be saved</source>
        <translation>Das Bild konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>audience::ui::ControlCard</name>
    <message>
        <source>What the email caused</source>
        <translation>Was die E-Mail bewirkt hat</translation>
    </message>
    <message>
        <source>Revenue caused</source>
        <translation>Bewirkter Umsatz</translation>
    </message>
    <message>
        <source>Orders caused</source>
        <translation>Bewirkte Bestellungen</translation>
    </message>
    <message>
        <source>Got nothing</source>
        <translation>Erhielten nichts</translation>
    </message>
    <message>
        <source>Both groups per person</source>
        <translation>Beide Gruppen je Person</translation>
    </message>
</context>
<context>
    <name>audience::ui::CopyRow</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Copy the name %1</source>
        <translation>Den Namen %1 kopieren</translation>
    </message>
    <message>
        <source>Copy the value %1</source>
        <translation>Den Wert %1 kopieren</translation>
    </message>
</context>
<context>
    <name>audience::ui::CornerChoicesCard</name>
    <message>
        <source>Where what arrives goes</source>
        <translation>Wohin geht, was ankommt</translation>
    </message>
    <message>
        <source>A field of a sign-up page goes to the column of your people that has its name. When the first sign-up is here you can say otherwise.</source>
        <translation>Ein Feld einer Anmeldeseite geht in die gleichnamige Spalte Ihrer Personen. Sobald die erste Anmeldung da ist, können Sie es anders festlegen.</translation>
    </message>
    <message>
        <source>Sign-ups replace what is filled in already</source>
        <translation>Anmeldungen ersetzen, was schon ausgefüllt ist</translation>
    </message>
    <message>
        <source>Messages of your shop or your tools</source>
        <translation>Nachrichten aus Ihrem Shop oder Ihren Werkzeugen</translation>
    </message>
    <message>
        <source>Take in the messages of a program</source>
        <translation>Nachrichten eines Programms aufnehmen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Events they become</source>
        <translation>Ereignisse, zu denen sie werden</translation>
    </message>
    <message>
        <source>Made where there are none of that name.</source>
        <translation>Werden angelegt, wenn es unter diesem Namen keine gibt.</translation>
    </message>
    <message>
        <source>Where the address stands</source>
        <translation>Wo die Adresse steht</translation>
    </message>
    <message>
        <source>There stands the key of a person, not an address</source>
        <translation>Dort steht der Schlüssel einer Person, keine Adresse</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>That stands in the message, at this place</source>
        <translation>Das steht in der Nachricht, an dieser Stelle</translation>
    </message>
    <message>
        <source>Where the time stands</source>
        <translation>Wo die Zeit steht</translation>
    </message>
    <message>
        <source>Empty: when the message arrived.</source>
        <translation>Leer: wann die Nachricht ankam.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Festhalten</translation>
    </message>
    <message>
        <source>Goes nowhere.</source>
        <translation>Geht nirgendwohin.</translation>
    </message>
    <message>
        <source>Goes to the column %1.</source>
        <translation>Geht in die Spalte %1.</translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation>Nirgendwohin</translation>
    </message>
    <message>
        <source>Column of the field %1</source>
        <translation>Spalte des Feldes %1</translation>
    </message>
    <message>
        <source>Sign-ups that come in from now on go there</source>
        <translation>Anmeldungen, die von jetzt an eingehen, gehen dorthin</translation>
    </message>
    <message>
        <source>Become %1; the person is at %2, what happened at %3.</source>
        <translation>Werden zu %1; die Person steht bei %2, das Geschehene bei %3.</translation>
    </message>
    <message>
        <source>Become %1 as &quot;%3&quot;; the person is at %2.</source>
        <translation>Werden zu %1 als „%3“; die Person steht bei %2.</translation>
    </message>
    <message>
        <source>Copy the address that the program sends to</source>
        <translation>Adresse kopieren, an die das Programm sendet</translation>
    </message>
    <message>
        <source>The address is in the clipboard</source>
        <translation>Die Adresse ist in der Zwischenablage</translation>
    </message>
    <message>
        <source>Its messages become events from now on</source>
        <translation>Seine Nachrichten werden von jetzt an zu Ereignissen</translation>
    </message>
</context>
<context>
    <name>audience::ui::CornerPanel</name>
    <message>
        <source>A public corner for this workspace</source>
        <translation>Ein öffentlicher Bereich für diesen Arbeitsbereich</translation>
    </message>
    <message>
        <source>A few public addresses in your own Amazon account, for what a reader clicks: unsubscribing, choosing topics, reading an email in the browser. It is made from one template that you can read, and this computer fetches what arrives there.</source>
        <translation>Einige öffentliche Adressen in Ihrem eigenen Amazon-Konto, für das, was Leser anklicken: sich abmelden, Themen wählen, eine E-Mail im Browser lesen. Er entsteht aus einer einzigen Vorlage, die Sie lesen können, und dieser Computer holt ab, was dort ankommt.</translation>
    </message>
    <message>
        <source>Its address</source>
        <translation>Seine Adresse</translation>
    </message>
    <message>
        <source>Copy its address</source>
        <translation>Seine Adresse kopieren</translation>
    </message>
    <message>
        <source>Images and pages</source>
        <translation>Bilder und Seiten</translation>
    </message>
    <message>
        <source>Opens and clicks</source>
        <translation>Öffnungen und Klicks</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>What arrived</source>
        <translation>Was ankam</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Read the inbox now</source>
        <translation>Eingang jetzt lesen</translation>
    </message>
    <message>
        <source>Change or update</source>
        <translation>Ändern oder aktualisieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Links in emails that were sent would stop working</source>
        <translation>Links in gesendeten E-Mails würden nicht mehr funktionieren</translation>
    </message>
    <message>
        <source>People could no longer leave with one click from them. The inbox is read a last time; the storage %1 stays, as those emails show images from it.</source>
        <translation>Aus ihnen könnte sich niemand mehr mit einem Klick abmelden. Der Eingang wird ein letztes Mal gelesen; der Speicher %1 bleibt, weil diese E-Mails Bilder daraus zeigen.</translation>
    </message>
    <message>
        <source>Remove the corner</source>
        <translation>Bereich entfernen</translation>
    </message>
    <message>
        <source>In the account and region of</source>
        <translation>In Konto und Region von</translation>
    </message>
    <message>
        <source>Names of your own</source>
        <translation>Eigene Namen</translation>
    </message>
    <message>
        <source>Without one, the addresses are Amazon&apos;s own. A name needs a certificate in Amazon&apos;s region us-east-1.</source>
        <translation>Ohne eigenen Namen sind es Adressen von Amazon. Ein Name braucht ein Zertifikat in Amazons Region us-east-1.</translation>
    </message>
    <message>
        <source>Name for pages and images</source>
        <translation>Name für Seiten und Bilder</translation>
    </message>
    <message>
        <source>Its certificate</source>
        <translation>Sein Zertifikat</translation>
    </message>
    <message>
        <source>Name for opens and clicks</source>
        <translation>Name für Öffnungen und Klicks</translation>
    </message>
    <message>
        <source>The certificate for opens and clicks</source>
        <translation>Das Zertifikat für Öffnungen und Klicks</translation>
    </message>
    <message>
        <source>Name of the stack at Amazon</source>
        <translation>Name des Stacks bei Amazon</translation>
    </message>
    <message>
        <source>Use what an administrator made</source>
        <translation>Von einem Administrator Angelegtes verwenden</translation>
    </message>
    <message>
        <source>Takes over a stack of that name that was made from the template</source>
        <translation>Übernimmt einen Stack dieses Namens, der aus der Vorlage entstanden ist</translation>
    </message>
    <message>
        <source>Save the template</source>
        <translation>Vorlage speichern</translation>
    </message>
    <message>
        <source>For an administrator who makes it for you</source>
        <translation>Für einen Administrator, der ihn für Sie anlegt</translation>
    </message>
    <message>
        <source>Its parts at Amazon</source>
        <translation>Seine Teile bei Amazon</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Nicht mehr zusehen</translation>
    </message>
    <message>
        <source>Amazon goes on with what was ordered</source>
        <translation>Amazon macht mit dem Beauftragten weiter</translation>
    </message>
    <message>
        <source>Off without it</source>
        <translation>Ohne ihn abgeschaltet</translation>
    </message>
    <message>
        <source>What its only role may do</source>
        <translation>Was seine einzige Rolle darf</translation>
    </message>
    <message>
        <source>The template makes one role, for the page that takes a click. It may put a message into the corner&apos;s own queue and nothing else.</source>
        <translation>Die Vorlage legt eine Rolle an, für die Seite, die einen Klick entgegennimmt. Sie darf eine Nachricht in die eigene Warteschlange des Bereichs legen und sonst nichts.</translation>
    </message>
    <message>
        <source>role of the public corner.json</source>
        <translation>Rolle des öffentlichen Bereichs.json</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>being made</source>
        <translation>wird angelegt</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Removing the public corner</source>
        <translation>Öffentlicher Bereich wird entfernt</translation>
    </message>
    <message>
        <source>Updating the public corner</source>
        <translation>Öffentlicher Bereich wird aktualisiert</translation>
    </message>
    <message>
        <source>Taking over the public corner</source>
        <translation>Öffentlicher Bereich wird übernommen</translation>
    </message>
    <message>
        <source>Making the public corner</source>
        <translation>Öffentlicher Bereich wird angelegt</translation>
    </message>
    <message>
        <source>Not watched any more</source>
        <translation>Es wird nicht mehr zugesehen</translation>
    </message>
    <message>
        <source>Amazon goes on with what was ordered. Make it again and it goes on from there.</source>
        <translation>Amazon macht mit dem Beauftragten weiter. Legen Sie ihn noch einmal an, dann geht es von dort aus weiter.</translation>
    </message>
    <message>
        <source>The public corner was removed; its storage %1 stays</source>
        <translation>Der öffentliche Bereich wurde entfernt; sein Speicher %1 bleibt</translation>
    </message>
    <message>
        <source>The public corner is ready</source>
        <translation>Der öffentliche Bereich ist bereit</translation>
    </message>
    <message>
        <source>Testing the public corner</source>
        <translation>Öffentlicher Bereich wird getestet</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Funktioniert</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>Funktioniert nicht</translation>
    </message>
    <message>
        <source>Reading the inbox of the public corner</source>
        <translation>Eingang des öffentlichen Bereichs wird gelesen</translation>
    </message>
    <message>
        <source>Nothing lay in the inbox</source>
        <translation>Der Eingang war leer</translation>
    </message>
    <message numerus="yes">
        <source>%n messages were read</source>
        <translation>
            <numerusform>%n Nachricht wurde gelesen</numerusform>
            <numerusform>%n Nachrichten wurden gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>CloudFormation (*.json)</source>
        <translation>CloudFormation (*.json)</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>The template is saved</source>
        <translation>Die Vorlage ist gespeichert</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Being made</source>
        <translation>Wird angelegt</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Under Amazon&apos;s name %1</source>
        <translation>Unter Amazons Namen %1</translation>
    </message>
    <message>
        <source>Under %1, which must point to %2</source>
        <translation>Unter %1; der Name muss auf %2 zeigen</translation>
    </message>
    <message>
        <source>Not read yet.</source>
        <translation>Noch nicht gelesen.</translation>
    </message>
    <message>
        <source>Read on %1. It keeps messages for 14 days.</source>
        <translation>Gelesen am %1. Er hebt Nachrichten 14 Tage lang auf.</translation>
    </message>
    <message>
        <source>No sign-ups yet.</source>
        <translation>Noch keine Anmeldungen.</translation>
    </message>
    <message>
        <source>%1 sign-ups by form, %2 messages of your tools.</source>
        <translation>%1 Anmeldungen per Formular, %2 Nachrichten Ihrer Werkzeuge.</translation>
    </message>
    <message>
        <source>%1 more were damaged or not made here, and changed nothing.</source>
        <translation>%1 weitere waren beschädigt oder stammten nicht von hier und änderten nichts.</translation>
    </message>
    <message>
        <source>Requests may have been lost</source>
        <translation>Womöglich sind Anfragen verloren gegangen</translation>
    </message>
    <message>
        <source>The inbox was not read for more than 14 days, and Amazon keeps messages no longer. People who left in the oldest of those days may still be written to; Amazon&apos;s own block list knows those who complained.</source>
        <translation>Der Eingang wurde mehr als 14 Tage lang nicht gelesen, und länger hebt Amazon Nachrichten nicht auf. Wer sich in den ältesten dieser Tage abgemeldet hat, wird womöglich weiter angeschrieben; wer sich beschwert hat, steht auf Amazons eigener Sperrliste.</translation>
    </message>
    <message>
        <source>Still off</source>
        <translation>Noch abgeschaltet</translation>
    </message>
    <message>
        <source>Change or update it</source>
        <translation>Ändern oder aktualisieren</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Go on making it</source>
        <translation>Weiter anlegen</translation>
    </message>
    <message>
        <source>Make the corner</source>
        <translation>Bereich anlegen</translation>
    </message>
    <message>
        <source>Kept aside</source>
        <translation>Beiseitegelegt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Looks at all of them once more, with the data as they are now</source>
        <translation>Sieht sich alle noch einmal an, mit den Daten, wie sie jetzt sind</translation>
    </message>
    <message>
        <source>Came on %1.</source>
        <translation>Eingegangen am %1.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Taking in what was kept aside</source>
        <translation>Beiseitegelegtes wird übernommen</translation>
    </message>
    <message>
        <source>Nothing of it can be taken in yet</source>
        <translation>Davon lässt sich noch nichts übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>%n of them are part of your data now</source>
        <translation>
            <numerusform>%n davon gehört jetzt zu Ihren Daten</numerusform>
            <numerusform>%n davon gehören jetzt zu Ihren Daten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::DataPage</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei importieren</translation>
    </message>
    <message>
        <source>Bring your customers</source>
        <translation>Bringen Sie Ihre Kunden mit</translation>
    </message>
    <message>
        <source>Drop a CSV file here, or choose one. You see what was found before anything is kept.</source>
        <translation>Ziehen Sie eine CSV-Datei hierher oder wählen Sie eine. Sie sehen, was gefunden wurde, bevor etwas behalten wird.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>dataset</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Find in all rows (Ctrl+F)</source>
        <translation>In allen Zeilen suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>Gezeigtes exportieren</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>%1 of %2 checks passed</source>
        <translation>%1 von %2 Prüfungen bestanden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Query in SQL</source>
        <translation>Abfrage in SQL</translation>
    </message>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n Spalte</numerusform>
            <numerusform>%n Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the column beside the rows</source>
        <translation>Seitenspalte neben den Zeilen zeigen</translation>
    </message>
    <message>
        <source>There is no person with the key %1 any more.</source>
        <translation>Eine Person mit dem Schlüssel %1 gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The filters hid this person and were removed.</source>
        <translation>Die Filter verbargen diese Person und wurden entfernt.</translation>
    </message>
    <message>
        <source>This workspace is read-only, so nothing can be imported into it.</source>
        <translation>Dieser Arbeitsbereich ist schreibgeschützt, daher kann nichts importiert werden.</translation>
    </message>
    <message>
        <source>the list</source>
        <translation>der Liste</translation>
    </message>
    <message>
        <source>the data</source>
        <translation>den Daten</translation>
    </message>
    <message>
        <source>what stands beside the rows</source>
        <translation>der Spalte neben den Zeilen</translation>
    </message>
    <message>
        <source>Reading the data…</source>
        <translation>Daten werden gelesen …</translation>
    </message>
    <message>
        <source>The data could not be read</source>
        <translation>Die Daten konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
</context>
<context>
    <name>audience::ui::DatasetList</name>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei importieren</translation>
    </message>
    <message>
        <source>Find a dataset</source>
        <translation>Tabelle suchen</translation>
    </message>
    <message>
        <source>%1 points at %2</source>
        <translation>%1 verweist auf %2</translation>
    </message>
    <message>
        <source>%1 points here by %2</source>
        <translation>%1 verweist über %2 hierher</translation>
    </message>
</context>
<context>
    <name>audience::ui::DateButton</name>
    <message>
        <source>Month before</source>
        <translation>Voriger Monat</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nächster Monat</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>Tag wählen</translation>
    </message>
</context>
<context>
    <name>audience::ui::DefinitionList</name>
    <message>
        <source>Sort the list</source>
        <translation>Liste sortieren</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>In der Liste suchen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Nothing has this in its name.</source>
        <translation>Kein Name enthält das.</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Name</translation>
    </message>
    <message>
        <source>Most people first</source>
        <translation>Meiste Personen zuerst</translation>
    </message>
    <message>
        <source>Recently used first</source>
        <translation>Zuletzt benutzte zuerst</translation>
    </message>
    <message>
        <source>Changed last first</source>
        <translation>Zuletzt geänderte zuerst</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Find, or #tag</source>
        <translation>Suchen, oder #Schlagwort</translation>
    </message>
    <message>
        <source>Move to folder…</source>
        <translation>In Ordner verschieben …</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Schlagwörter …</translation>
    </message>
    <message>
        <source>In no folder</source>
        <translation>In keinem Ordner</translation>
    </message>
    <message>
        <source>Take the folder away</source>
        <translation>Ordner auflösen</translation>
    </message>
</context>
<context>
    <name>audience::ui::DefinitionListModel</name>
    <message>
        <source>%1, %2 people</source>
        <translation>%1, %2 Personen</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>noch ungespeichert</translation>
    </message>
    <message numerus="yes">
        <source>Folder %1, %Ln entries</source>
        <translation>
            <numerusform>Ordner %1, %Ln Eintrag</numerusform>
            <numerusform>Ordner %1, %Ln Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>closed</source>
        <translation>zugeklappt</translation>
    </message>
    <message>
        <source>open</source>
        <translation>aufgeklappt</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>Schlagwörter: %1</translation>
    </message>
</context>
<context>
    <name>audience::ui::DefinitionPage</name>
    <message>
        <source>What was not saved was thrown away</source>
        <translation>Was nicht gespeichert war, wurde verworfen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name it</source>
        <translation>Benennen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Change the name</source>
        <translation>Name ändern</translation>
    </message>
    <message>
        <source>&quot;%1&quot; saved</source>
        <translation>„%1“ gespeichert</translation>
    </message>
    <message>
        <source>Renamed to &quot;%1&quot;</source>
        <translation>Umbenannt in „%1“</translation>
    </message>
    <message>
        <source>&quot;%1&quot; made</source>
        <translation>„%1“ angelegt</translation>
    </message>
    <message>
        <source>&quot;%1&quot; removed</source>
        <translation>„%1“ entfernt</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Thrown away</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln weitere</numerusform>
            <numerusform>%Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>&quot;%1&quot; is in use</source>
        <translation>„%1“ ist in Gebrauch</translation>
    </message>
    <message>
        <source>It is used by: %1. Without it none of these can be counted or sent.</source>
        <translation>Verwendet von: %1. Ohne das lässt sich nichts davon zählen oder senden.</translation>
    </message>
    <message>
        <source>Remove it all the same</source>
        <translation>Trotzdem entfernen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; removed; used by: %2</source>
        <translation>„%1“ entfernt; verwendet von: %2</translation>
    </message>
</context>
<context>
    <name>audience::ui::DefinitionsSection</name>
    <message>
        <source>What is a purchase?</source>
        <translation>Was ist ein Kauf?</translation>
    </message>
    <message>
        <source>A purchase is</source>
        <translation>Ein Kauf ist</translation>
    </message>
    <message>
        <source>Something people did, from your data</source>
        <translation>Etwas, das Personen getan haben, aus Ihren Daten</translation>
    </message>
    <message>
        <source>Its value is in</source>
        <translation>Sein Wert steht in</translation>
    </message>
    <message>
        <source>Without it purchases are counted, not added up</source>
        <translation>Ohne ihn werden Käufe gezählt, nicht zusammengerechnet</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Its three letters</source>
        <translation>Ihre drei Buchstaben</translation>
    </message>
    <message>
        <source>A conversion is</source>
        <translation>Ein Ziel ist</translation>
    </message>
    <message>
        <source>What an email is meant to bring about</source>
        <translation>Was eine E-Mail bewirken soll</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>In which days begin and times are meant that say no zone</source>
        <translation>In der Tage beginnen und Zeiten ohne Zone gemeint sind</translation>
    </message>
    <message>
        <source>Which email gets the credit?</source>
        <translation>Welcher E-Mail wird es zugerechnet?</translation>
    </message>
    <message>
        <source>The email of</source>
        <translation>Die E-Mail von</translation>
    </message>
    <message>
        <source>The last one before the purchase</source>
        <translation>Die letzte vor dem Kauf</translation>
    </message>
    <message>
        <source>If the purchase comes within</source>
        <translation>Wenn der Kauf innerhalb von</translation>
    </message>
    <message>
        <source>Later purchases count for no email</source>
        <translation>Spätere Käufe zählen für keine E-Mail</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Nicht festgelegt</translation>
    </message>
    <message>
        <source>The purchase</source>
        <translation>Der Kauf</translation>
    </message>
    <message>
        <source>the last click</source>
        <translation>der letzte Klick</translation>
    </message>
    <message>
        <source>the last opening</source>
        <translation>die letzte Öffnung</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>The definition is changed: figures follow it</source>
        <translation>Die Festlegung ist geändert: Die Zahlen folgen ihr</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>For example: %1 bought on %2. No email gets the credit.</source>
        <translation>Zum Beispiel: %1 hat am %2 gekauft. Keiner E-Mail wird es zugerechnet.</translation>
    </message>
    <message>
        <source>For example: %1 bought for %2 on %3. No email gets the credit.</source>
        <translation>Zum Beispiel: %1 hat am %3 für %2 gekauft. Keiner E-Mail wird es zugerechnet.</translation>
    </message>
    <message>
        <source>For example: %1 read %2 on %3 and bought on %4. That counts for %2.</source>
        <translation>Zum Beispiel: %1 hat %2 am %3 gelesen und am %4 gekauft. Das zählt für %2.</translation>
    </message>
    <message>
        <source>For example: %1 opened %2 on %3 and bought for %4 on %5. That counts for %2.</source>
        <translation>Zum Beispiel: %1 hat %2 am %3 geöffnet und am %5 für %4 gekauft. Das zählt für %2.</translation>
    </message>
    <message>
        <source>For example: %1 clicked in %2 on %3 and bought for %4 on %5. That counts for %2.</source>
        <translation>Zum Beispiel: %1 hat am %3 in %2 geklickt und am %5 für %4 gekauft. Das zählt für %2.</translation>
    </message>
    <message>
        <source>Say what a purchase is.</source>
        <translation>Legen Sie fest, was ein Kauf ist.</translation>
    </message>
    <message>
        <source>From your data it could be: %1.</source>
        <translation>Nach Ihren Daten könnte es sein: %1.</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Bring what people did first, for example your orders.</source>
        <translation>Bringen Sie zuerst mit, was Personen getan haben, etwa Ihre Bestellungen.</translation>
    </message>
    <message>
        <source>Revenue is shown once it is said.</source>
        <translation>Umsatz wird gezeigt, sobald es festgelegt ist.</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>Festlegungen</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>Kauf</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>Conversion</source>
        <translation>Ziel</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln times</source>
        <translation>
            <numerusform>%Ln Mal</numerusform>
            <numerusform>%Ln Mal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::DifferenceView</name>
    <message>
        <source>They are the same.</source>
        <translation>Sie sind gleich.</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more changes</source>
        <translation>
            <numerusform>und %Ln weitere Änderung</numerusform>
            <numerusform>und %Ln weitere Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more lines</source>
        <translation>
            <numerusform>und %Ln weitere Zeile</numerusform>
            <numerusform>und %Ln weitere Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::EmailDesk</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelltext</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Nur Text</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>The person before</source>
        <translation>Vorige Person</translation>
    </message>
    <message>
        <source>The next person</source>
        <translation>Nächste Person</translation>
    </message>
    <message>
        <source>The first person</source>
        <translation>Die erste Person</translation>
    </message>
    <message>
        <source>Preview as another person</source>
        <translation>Vorschau als andere Person</translation>
    </message>
    <message>
        <source>How it is looked at</source>
        <translation>Wie sie angesehen wird</translation>
    </message>
    <message>
        <source>On a desktop</source>
        <translation>Am Computer</translation>
    </message>
    <message>
        <source>On a phone</source>
        <translation>Am Telefon</translation>
    </message>
    <message>
        <source>In dark colours</source>
        <translation>In dunklen Farben</translation>
    </message>
    <message>
        <source>For mail programs without HTML. Left empty, it is made from the email.</source>
        <translation>Für Mailprogramme ohne HTML. Bleibt das Feld leer, wird er aus der E-Mail gemacht.</translation>
    </message>
    <message>
        <source>Plain text of the email</source>
        <translation>Nur-Text der E-Mail</translation>
    </message>
    <message>
        <source>What goes out</source>
        <translation>Was hinausgeht</translation>
    </message>
    <message>
        <source>Plain text as it goes out</source>
        <translation>Nur-Text, wie er hinausgeht</translation>
    </message>
    <message>
        <source>Preview as %1</source>
        <translation>Vorschau als %1</translation>
    </message>
    <message>
        <source>The email cannot be made as it is written now; this is how it was before.</source>
        <translation>Wie sie jetzt geschrieben ist, lässt sich die E-Mail nicht erzeugen; so war sie vorher.</translation>
    </message>
    <message>
        <source>Show the source</source>
        <translation>Quelltext zeigen</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Gestaltung</translation>
    </message>
    <message>
        <source>Translations</source>
        <translation>Übersetzungen</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>Without pictures</source>
        <translation>Ohne Bilder</translation>
    </message>
    <message>
        <source>As a dozen people at once</source>
        <translation>Für ein Dutzend Personen auf einmal</translation>
    </message>
    <message>
        <source>Preview as</source>
        <translation>Vorschau als</translation>
    </message>
    <message>
        <source>Show the email itself</source>
        <translation>E-Mail selbst zeigen</translation>
    </message>
</context>
<context>
    <name>audience::ui::EmailFoot</name>
    <message numerus="yes">
        <source>%n checks passed</source>
        <translation>
            <numerusform>%n Prüfung bestanden</numerusform>
            <numerusform>%n Prüfungen bestanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n anzusehen</numerusform>
            <numerusform>%n anzusehen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::EmailHead</name>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>What the email is about</source>
        <translation>Worum es in der E-Mail geht</translation>
    </message>
    <message>
        <source>Preheader</source>
        <translation>Vorschauzeile</translation>
    </message>
    <message>
        <source>What an inbox shows after the subject</source>
        <translation>Was ein Posteingang nach dem Betreff zeigt</translation>
    </message>
    <message>
        <source>Insert a field</source>
        <translation>Feld einfügen</translation>
    </message>
    <message>
        <source>Most inboxes show the first %1 letters</source>
        <translation>Die meisten Posteingänge zeigen die ersten %1 Zeichen</translation>
    </message>
    <message>
        <source>Inboxes show all of it</source>
        <translation>Posteingänge zeigen alles davon</translation>
    </message>
</context>
<context>
    <name>audience::ui::EmailPreview</name>
    <message>
        <source>Preview of the email</source>
        <translation>Vorschau der E-Mail</translation>
    </message>
    <message>
        <source>Showing the email…</source>
        <translation>Die E-Mail wird gezeigt …</translation>
    </message>
</context>
<context>
    <name>audience::ui::EmailSide</name>
    <message>
        <source>Send it with nothing there</source>
        <translation>Ohne etwas an der Stelle senden</translation>
    </message>
    <message>
        <source>Leave the person out</source>
        <translation>Die Person auslassen</translation>
    </message>
    <message>
        <source>Stop the campaign</source>
        <translation>Die Kampagne anhalten</translation>
    </message>
    <message>
        <source>In the subject</source>
        <translation>Im Betreff</translation>
    </message>
    <message>
        <source>In the preheader</source>
        <translation>In der Vorschauzeile</translation>
    </message>
    <message>
        <source>Plain text, line %1</source>
        <translation>Nur-Text, Zeile %1</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>In the inbox</source>
        <translation>Im Posteingang</translation>
    </message>
    <message>
        <source>Fields it reads</source>
        <translation>Felder, die sie liest</translation>
    </message>
    <message>
        <source>Where a value is missing</source>
        <translation>Wo ein Wert fehlt</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>Anzusehen</translation>
    </message>
    <message>
        <source>to somebody without an address</source>
        <translation>an jemanden ohne Adresse</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>no such column</source>
        <translation>keine solche Spalte</translation>
    </message>
    <message>
        <source>everybody has it</source>
        <translation>bei allen vorhanden</translation>
    </message>
    <message>
        <source>Words for those who lack %1</source>
        <translation>Worte für die, denen %1 fehlt</translation>
    </message>
    <message>
        <source>Instead, e.g. &quot;there&quot;</source>
        <translation>Stattdessen, z. B. „zusammen“</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>Einsetzen</translation>
    </message>
    <message>
        <source>Where a value is missing: %1</source>
        <translation>Wo ein Wert fehlt: %1</translation>
    </message>
    <message>
        <source>Of %1 people</source>
        <translation>Von %1 Personen</translation>
    </message>
    <message>
        <source>Nothing. Every check passed.</source>
        <translation>Nichts. Alle Prüfungen sind bestanden.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln lack it, covered</source>
        <translation>
            <numerusform>fehlt bei %Ln, abgedeckt</numerusform>
            <numerusform>fehlt bei %Ln, abgedeckt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lack it</source>
        <translation>
            <numerusform>fehlt bei %Ln</numerusform>
            <numerusform>fehlt bei %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>not in your data, covered</source>
        <translation>nicht in Ihren Daten, abgedeckt</translation>
    </message>
    <message>
        <source>Show the block</source>
        <translation>Block zeigen</translation>
    </message>
</context>
<context>
    <name>audience::ui::EventRulesSection</name>
    <message>
        <source>Amazon takes it for a robot</source>
        <translation>Amazon hält es für einen Roboter</translation>
    </message>
    <message>
        <source>Apple Mail loads pictures unseen</source>
        <translation>Apple Mail lädt Bilder ungesehen</translation>
    </message>
    <message>
        <source>Google&apos;s picture proxy, at once after delivery</source>
        <translation>Googles Bilder-Proxy, gleich nach der Zustellung</translation>
    </message>
    <message>
        <source>Security scanner, by its own name</source>
        <translation>Sicherheitsscanner, laut eigenem Namen</translation>
    </message>
    <message>
        <source>Network of a mail filter</source>
        <translation>Netz eines Mailfilters</translation>
    </message>
    <message>
        <source>Click within 3 seconds of delivery</source>
        <translation>Klick binnen 3 Sekunden nach der Zustellung</translation>
    </message>
    <message>
        <source>4 links of one email within 5 seconds</source>
        <translation>4 Links einer E-Mail binnen 5 Sekunden</translation>
    </message>
    <message numerus="yes">
        <source>%n openings taken out</source>
        <translation>
            <numerusform>%n Öffnung herausgerechnet</numerusform>
            <numerusform>%n Öffnungen herausgerechnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clicks taken out</source>
        <translation>
            <numerusform>%n Klick herausgerechnet</numerusform>
            <numerusform>%n Klicks herausgerechnet</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>openings, clicks</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>What does not count as a person</source>
        <translation>Was nicht als Mensch zählt</translation>
    </message>
    <message>
        <source>Built-in rules again</source>
        <translation>Wieder die mitgelieferten Regeln</translation>
    </message>
    <message>
        <source>The past still counts by other rules</source>
        <translation>Die Vergangenheit zählt noch nach anderen Regeln</translation>
    </message>
    <message>
        <source>Count the past again</source>
        <translation>Vergangenheit neu zählen</translation>
    </message>
    <message>
        <source>The first rule that fits takes an opening or click out of every figure. Left to people: %1 openings, %2 clicks.</source>
        <translation>Die erste Regel, die passt, nimmt eine Öffnung oder einen Klick aus jeder Zahl heraus. Den Menschen bleiben: %1 Öffnungen, %2 Klicks.</translation>
    </message>
    <message>
        <source>Counting what would change…</source>
        <translation>Es wird gezählt, was sich ändern würde …</translation>
    </message>
    <message>
        <source>Of the past, %1 openings and %2 clicks would be taken out, and %3 openings and %4 clicks given back to people.</source>
        <translation>Aus der Vergangenheit würden %1 Öffnungen und %2 Klicks herausgerechnet und %3 Öffnungen und %4 Klicks wieder Menschen zugerechnet.</translation>
    </message>
    <message>
        <source>Counting openings and clicks again</source>
        <translation>Öffnungen und Klicks werden neu gezählt</translation>
    </message>
    <message>
        <source>The past counts by these rules now</source>
        <translation>Die Vergangenheit zählt jetzt nach diesen Regeln</translation>
    </message>
    <message>
        <source>Machines and people</source>
        <translation>Maschinen und Menschen</translation>
    </message>
    <message>
        <source>Openings by machines</source>
        <translation>Maschinelle Öffnungen</translation>
    </message>
    <message>
        <source>Clicks by robots</source>
        <translation>Klicks von Robotern</translation>
    </message>
</context>
<context>
    <name>audience::ui::EventsCard</name>
    <message>
        <source>Amazon reports deliveries, bounces, complaints, opens and clicks into a queue of your account, and this workspace reads it. Checking writes nothing. Setting up makes what is missing, sets right what is otherwise, and leaves alone what others made.</source>
        <translation>Amazon meldet Zustellungen, Rückläufer, Beschwerden, Öffnungen und Klicks in eine Warteschlange Ihres Kontos, und dieser Arbeitsbereich liest sie. Das Prüfen schreibt nichts. Das Einrichten legt an, was fehlt, stellt richtig, was abweicht, und lässt unberührt, was andere angelegt haben.</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Looks at everything at Amazon and writes nothing</source>
        <translation>Sieht sich bei Amazon alles an und schreibt nichts</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Set up with other keys</source>
        <translation>Mit anderen Schlüsseln einrichten</translation>
    </message>
    <message>
        <source>Take down</source>
        <translation>Abbauen</translation>
    </message>
    <message>
        <source>Removes what this workspace made at Amazon. What others use, and everything that was read, stays.</source>
        <translation>Entfernt, was dieser Arbeitsbereich bei Amazon angelegt hat. Was andere verwenden und alles, was gelesen wurde, bleibt.</translation>
    </message>
    <message>
        <source>When the keys above may only send: the profile of an administrator in the AWS tools of this computer. It is used for this alone.</source>
        <translation>Wenn die Schlüssel oben nur senden dürfen: das Profil eines Administrators in den AWS-Werkzeugen dieses Computers. Es wird nur hierfür verwendet.</translation>
    </message>
    <message>
        <source>Profile of an administrator</source>
        <translation>Profil eines Administrators</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Name des Profils</translation>
    </message>
    <message>
        <source>A test email to Amazon&apos;s simulator</source>
        <translation>Eine Test-E-Mail an Amazons Simulator</translation>
    </message>
    <message>
        <source>Send a test email</source>
        <translation>Test-E-Mail senden</translation>
    </message>
    <message>
        <source>%1. Reports on every email</source>
        <translation>%1. Meldungen zu jeder E-Mail</translation>
    </message>
    <message>
        <source>%1. Proof</source>
        <translation>%1. Nachweis</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>What was made stays. Set up again and it goes on where it stopped.</source>
        <translation>Was angelegt ist, bleibt. Richten Sie noch einmal ein, dann geht es an derselben Stelle weiter.</translation>
    </message>
    <message>
        <source>Something of that name is there and was not made by Audience-Sync</source>
        <translation>Etwas mit diesem Namen gibt es schon, und es stammt nicht von Audience-Sync</translation>
    </message>
    <message>
        <source>%1 may serve something else. It stays as it is, unless you want this workspace to use it and set it right.</source>
        <translation>%1 dient womöglich etwas anderem. Es bleibt, wie es ist, es sei denn, dieser Arbeitsbereich soll es verwenden und richtigstellen.</translation>
    </message>
    <message>
        <source>Use it and set it right</source>
        <translation>Verwenden und richtigstellen</translation>
    </message>
    <message>
        <source>It stopped at: %1</source>
        <translation>Es endete bei: %1</translation>
    </message>
    <message>
        <source>Amazon could not be asked</source>
        <translation>Amazon ließ sich nicht fragen</translation>
    </message>
    <message>
        <source>Show the rights</source>
        <translation>Rechte anzeigen</translation>
    </message>
    <message>
        <source>The test email is on its way; its reports take up to two minutes.</source>
        <translation>Die Test-E-Mail ist unterwegs; ihre Meldungen brauchen bis zu zwei Minuten.</translation>
    </message>
    <message>
        <source>Taking down, step %1…</source>
        <translation>Wird abgebaut, Schritt %1 …</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
    <message>
        <source>looking and setting right…</source>
        <translation>wird angesehen und richtiggestellt …</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird angesehen …</translation>
    </message>
    <message>
        <source>Set up and prove</source>
        <translation>Einrichten und nachweisen</translation>
    </message>
    <message>
        <source>Save the connection and its keys first</source>
        <translation>Speichern Sie zuerst die Verbindung und ihre Schlüssel</translation>
    </message>
    <message>
        <source>Taken down</source>
        <translation>Abgebaut</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Not complete</source>
        <translation>Unvollständig</translation>
    </message>
    <message>
        <source>read by %1</source>
        <translation>gelesen von %1</translation>
    </message>
    <message>
        <source>It left, and its reports came back: sent and delivered. Nobody got an email.</source>
        <translation>Sie ging hinaus, und ihre Meldungen kamen zurück: gesendet und zugestellt. Niemand hat eine E-Mail bekommen.</translation>
    </message>
    <message>
        <source>Shows that an email leaves and its reports come back. It goes to Amazon&apos;s own mailbox, so nobody gets it.</source>
        <translation>Zeigt, dass eine E-Mail hinausgeht und ihre Meldungen zurückkommen. Sie geht an Amazons eigenes Postfach, daher bekommt sie niemand.</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>Nachgewiesen</translation>
    </message>
</context>
<context>
    <name>audience::ui::FieldPeekPanel</name>
    <message>
        <source>%1 is %2</source>
        <translation>%1 ist %2</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Find a field, an event or a value</source>
        <translation>Feld, Ereignis oder Wert suchen</translation>
    </message>
    <message>
        <source>The most frequent values</source>
        <translation>Die häufigsten Werte</translation>
    </message>
    <message>
        <source>Everybody has one</source>
        <translation>Alle haben einen Wert</translation>
    </message>
    <message>
        <source>%1 have one, %2 do not</source>
        <translation>%1 haben einen Wert, %2 nicht</translation>
    </message>
    <message>
        <source>Different for each of them, e.g. %1</source>
        <translation>Bei jeder Person anders, z. B. %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln different values</source>
        <translation>
            <numerusform>%Ln Wert</numerusform>
            <numerusform>%Ln verschiedene Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>Von %1 bis %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Known of each time:</source>
        <translation>Jedes Mal bekannt:</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
</context>
<context>
    <name>audience::ui::FieldText</name>
    <message>
        <source>Insert a field</source>
        <translation>Feld einfügen</translation>
    </message>
</context>
<context>
    <name>audience::ui::FigureBox</name>
    <message>
        <source>Open to see the people.</source>
        <translation>Öffnen, um die Personen zu sehen.</translation>
    </message>
</context>
<context>
    <name>audience::ui::FiguresRow</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>Doppelte</translation>
    </message>
    <message>
        <source>Without a value</source>
        <translation>Ohne Wert</translation>
    </message>
    <message>
        <source>Can be emailed</source>
        <translation>Können angeschrieben werden</translation>
    </message>
    <message>
        <source>instead of %1</source>
        <translation>statt %1</translation>
    </message>
    <message>
        <source>%1 new, %2 updated</source>
        <translation>%1 neu, %2 aktualisiert</translation>
    </message>
    <message>
        <source>of %1 rows</source>
        <translation>von %1 Zeilen</translation>
    </message>
    <message>
        <source>Things people did</source>
        <translation>Was Personen getan haben</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Without %1</source>
        <translation>Ohne %1</translation>
    </message>
    <message>
        <source>%1 have an address</source>
        <translation>%1 haben eine Adresse</translation>
    </message>
    <message>
        <source>By people you know</source>
        <translation>Von bekannten Personen</translation>
    </message>
</context>
<context>
    <name>audience::ui::FilterPopup</name>
    <message>
        <source>Filter %1</source>
        <translation>%1 filtern</translation>
    </message>
    <message>
        <source>How to compare</source>
        <translation>Wie verglichen wird</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Find a value</source>
        <translation>Wert suchen</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>The %1 most frequent; type to find others.</source>
        <translation>Die %1 häufigsten; tippen Sie, um andere zu finden.</translation>
    </message>
    <message>
        <source>Say how many days, such as 30.</source>
        <translation>Geben Sie an, wie viele Tage, etwa 30.</translation>
    </message>
    <message>
        <source>Tick at least one value.</source>
        <translation>Haken Sie mindestens einen Wert an.</translation>
    </message>
    <message>
        <source>Write dates like 2026-11-21.</source>
        <translation>Schreiben Sie das Datum wie 2026-11-21.</translation>
    </message>
    <message>
        <source>Write a number, such as 42 or 9.90.</source>
        <translation>Schreiben Sie eine Zahl, etwa 42 oder 9.90.</translation>
    </message>
    <message>
        <source>Write what to look for.</source>
        <translation>Schreiben Sie, wonach gesucht wird.</translation>
    </message>
</context>
<context>
    <name>audience::ui::FindBar</name>
    <message>
        <source>Find in all rows</source>
        <translation>In allen Zeilen suchen</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Vorige</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächste</translation>
    </message>
    <message>
        <source>Go to row</source>
        <translation>Zu Zeile gehen</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>of %1</source>
        <comment>row … of</comment>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>Nowhere in these rows</source>
        <translation>In diesen Zeilen nirgends</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln rows</source>
        <translation>
            <numerusform>%1 von %Ln Zeile</numerusform>
            <numerusform>%1 von %Ln Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::FindingsList</name>
    <message>
        <source>These rows are left out</source>
        <translation>Diese Zeilen bleiben draußen</translation>
    </message>
    <message>
        <source>The last row counts</source>
        <translation>Die letzte Zeile zählt</translation>
    </message>
    <message>
        <source>Kept, but not emailed</source>
        <translation>Behalten, aber nicht angeschrieben</translation>
    </message>
    <message>
        <source>Kept, damaged characters shown as �</source>
        <translation>Behalten, beschädigte Zeichen als � gezeigt</translation>
    </message>
    <message>
        <source>Kept, without consent</source>
        <translation>Behalten, ohne Einwilligung</translation>
    </message>
    <message>
        <source>Kept under that name</source>
        <translation>Unter diesem Namen behalten</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>For example %1</source>
        <translation>Zum Beispiel %1</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>Gut zu wissen</translation>
    </message>
    <message>
        <source>The whole file is being read…</source>
        <translation>Die ganze Datei wird gelesen…</translation>
    </message>
    <message>
        <source>%1 Column %2.</source>
        <translation>%1 Spalte %2.</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>Nothing is wrong: every row can be kept as it stands.</source>
        <translation>Alles in Ordnung: Jede Zeile kann behalten werden, wie sie ist.</translation>
    </message>
    <message>
        <source>And %1 more of the same kind.</source>
        <translation>Und %1 weitere dieser Art.</translation>
    </message>
    <message>
        <source>Kept, counts once they are there</source>
        <translation>Behalten, zählt, sobald sie da sind</translation>
    </message>
</context>
<context>
    <name>audience::ui::FlowView</name>
    <message>
        <source>Where people went</source>
        <translation>Wohin Personen gewechselt sind</translation>
    </message>
    <message numerus="yes">
        <source>%n people stayed in %1</source>
        <translation>
            <numerusform>%n Person blieb in %1</numerusform>
            <numerusform>%n Personen blieben in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people went from %1 to %2</source>
        <translation>
            <numerusform>%n Person wechselte von %1 zu %2</numerusform>
            <numerusform>%n Personen wechselten von %1 zu %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::FormulaRow</name>
    <message>
        <source>number of</source>
        <translation>Anzahl von</translation>
    </message>
    <message>
        <source>sum of %1 of</source>
        <translation>Summe von %1 bei</translation>
    </message>
    <message>
        <source>average of %1 of</source>
        <translation>Durchschnitt von %1 bei</translation>
    </message>
    <message>
        <source>lowest %1 of</source>
        <translation>niedrigster Wert von %1 bei</translation>
    </message>
    <message>
        <source>highest %1 of</source>
        <translation>höchster Wert von %1 bei</translation>
    </message>
    <message>
        <source>how many different %1 of</source>
        <translation>Anzahl verschiedener %1 bei</translation>
    </message>
    <message>
        <source>time of the first</source>
        <translation>erster Zeitpunkt von</translation>
    </message>
    <message>
        <source>%1 of the first</source>
        <translation>erster Wert von %1 bei</translation>
    </message>
    <message>
        <source>time of the last</source>
        <translation>letzter Zeitpunkt von</translation>
    </message>
    <message>
        <source>%1 of the last</source>
        <translation>letzter Wert von %1 bei</translation>
    </message>
    <message>
        <source>most frequent %1 of</source>
        <translation>häufigster Wert von %1 bei</translation>
    </message>
    <message>
        <source>%1 divided by %2</source>
        <translation>%1 geteilt durch %2</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>irgendetwas</translation>
    </message>
    <message>
        <source>%1 where %2</source>
        <translation>%1, wobei %2</translation>
    </message>
    <message>
        <source>where</source>
        <translation>wobei</translation>
    </message>
    <message>
        <source>Add a detail</source>
        <translation>Angabe hinzufügen</translation>
    </message>
    <message>
        <source>the group each person is in: %1</source>
        <translation>die Gruppe, in der eine Person ist: %1</translation>
    </message>
</context>
<context>
    <name>audience::ui::GridModel</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>kein</translation>
    </message>
</context>
<context>
    <name>audience::ui::GridView</name>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
</context>
<context>
    <name>audience::ui::HandoverPanel</name>
    <message>
        <source>Who sends</source>
        <translation>Wer sendet</translation>
    </message>
    <message>
        <source>Name of that computer</source>
        <translation>Name jenes Computers</translation>
    </message>
    <message>
        <source>Save its copy…</source>
        <translation>Kopie dafür speichern…</translation>
    </message>
    <message>
        <source>The command to run there</source>
        <translation>Der Befehl, der dort auszuführen ist</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Hand over sending…</source>
        <translation>Versand abgeben…</translation>
    </message>
    <message>
        <source>Finish it</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take it back here</source>
        <translation>Hierher zurücknehmen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing is sent from this file</source>
        <translation>Aus dieser Datei wird nichts gesendet</translation>
    </message>
    <message>
        <source>This computer sends</source>
        <translation>Dieser Computer sendet</translation>
    </message>
    <message>
        <source>%1 sends</source>
        <translation>%1 sendet</translation>
    </message>
    <message>
        <source>This computer: the window or a worker has to be running when a campaign starts.</source>
        <translation>Dieser Computer: Das Fenster oder ein Worker muss laufen, wenn eine Kampagne startet.</translation>
    </message>
    <message>
        <source>%1 handed sending over to this computer on %2.</source>
        <translation>%1 hat den Versand am %2 an diesen Computer abgegeben.</translation>
    </message>
    <message>
        <source>Let a computer that is always on send</source>
        <translation>Einen Computer senden lassen, der immer läuft</translation>
    </message>
    <message>
        <source>It gets a copy of this workspace and alone sends from then on: what is scheduled, what runs, and the reports that come back. Nothing goes out from here until you take sending back.</source>
        <translation>Er erhält eine Kopie dieses Arbeitsbereichs und sendet von da an allein: Bei ihm liegt, was geplant ist, was läuft und was an Meldungen zurückkommt. Von hier geht nichts hinaus, bis Sie den Versand zurücknehmen.</translation>
    </message>
    <message>
        <source>Making the copy for %1…</source>
        <translation>Kopie für %1 wird erstellt…</translation>
    </message>
    <message>
        <source>Nothing is sent meanwhile.</source>
        <translation>Solange wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Sending was handed over to %1</source>
        <translation>Der Versand wurde an %1 abgegeben</translation>
    </message>
    <message>
        <source>Since %1. What you change here does not reach it.</source>
        <translation>Seit %1. Was Sie hier ändern, kommt dort nicht an.</translation>
    </message>
    <message>
        <source>Take the file %1 there and run:</source>
        <translation>Bringen Sie die Datei %1 dorthin und führen Sie aus:</translation>
    </message>
    <message>
        <source>The first computer that opens that file is the one that sends: open it nowhere else. Keys are not in it; set them there.</source>
        <translation>Es sendet der Computer, der diese Datei als Erster öffnet: Öffnen Sie sie nirgends sonst. Schlüssel enthält sie nicht; richten Sie diese dort ein.</translation>
    </message>
    <message>
        <source>Handing over to %1 was interrupted</source>
        <translation>Die Übergabe an %1 wurde unterbrochen</translation>
    </message>
    <message>
        <source>Nobody sends until you finish it or take it back.</source>
        <translation>Niemand sendet, bis Sie sie abschließen oder zurücknehmen.</translation>
    </message>
    <message>
        <source>Take sending back from %1?</source>
        <translation>Den Versand von %1 zurücknehmen?</translation>
    </message>
    <message>
        <source>Where that computer still works, run this there instead and open the file it makes here: what was sent comes home with it.</source>
        <translation>Läuft jener Computer noch, führen Sie stattdessen dies dort aus und öffnen Sie hier die Datei, die dabei entsteht: Was gesendet wurde, kommt mit ihr zurück.</translation>
    </message>
    <message>
        <source>If it is lost, take sending back here: what is scheduled becomes a draft, and what may have gone out meanwhile waits for you. %1 must not run any more, or people get emails twice.</source>
        <translation>Ist er verloren, nehmen Sie den Versand hier zurück: Geplantes wird zum Entwurf, und was inzwischen womöglich hinausging, wartet auf Sie. %1 darf nicht mehr laufen, sonst erhalten Personen E-Mails doppelt.</translation>
    </message>
    <message>
        <source>Where to put the copy for %1</source>
        <translation>Wo die Kopie für %1 liegen soll</translation>
    </message>
    <message>
        <source>Workspaces (*.audience)</source>
        <translation>Arbeitsbereiche (*.audience)</translation>
    </message>
    <message>
        <source>Handing over sending</source>
        <translation>Übergabe des Versands</translation>
    </message>
    <message numerus="yes">
        <source>Sending is back here. %Ln campaigns are drafts again.</source>
        <translation>
            <numerusform>Der Versand ist wieder hier. %Ln Kampagne ist wieder ein Entwurf.</numerusform>
            <numerusform>Der Versand ist wieder hier. %Ln Kampagnen sind wieder Entwürfe.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sending is back here.</source>
        <translation>Der Versand ist wieder hier.</translation>
    </message>
    <message>
        <source>The command is in the clipboard</source>
        <translation>Der Befehl ist in der Zwischenablage</translation>
    </message>
</context>
<context>
    <name>audience::ui::HistoryChart</name>
    <message>
        <source>People in this segment over time</source>
        <translation>Personen in diesem Segment im Lauf der Zeit</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n people</source>
        <translation>
            <numerusform>%1: %n Person</numerusform>
            <numerusform>%1: %n Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>Von %1</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>Bis %1</translation>
    </message>
</context>
<context>
    <name>audience::ui::HistoryPanel</name>
    <message>
        <source>As it is today, because the data hold no past of it: %1.</source>
        <translation>Wie es heute ist, denn die Daten enthalten davon nichts Früheres: %1.</translation>
    </message>
    <message>
        <source>With all its rows, because they have no time: %1.</source>
        <translation>Mit allen Zeilen, denn sie haben keine Zeit: %1.</translation>
    </message>
    <message>
        <source>Lists: as they are today.</source>
        <translation>Listen: wie sie heute sind.</translation>
    </message>
    <message>
        <source>Queries: answered by the data of today.</source>
        <translation>Abfragen: mit den Daten von heute beantwortet.</translation>
    </message>
    <message>
        <source>Who can be emailed: as of today.</source>
        <translation>Wer angeschrieben werden kann: Stand heute.</translation>
    </message>
    <message>
        <source>Consent: from the day of the newest word; what it replaced is not kept.</source>
        <translation>Zustimmung: ab dem Tag der jüngsten Angabe; was sie ersetzt hat, wird nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Suppressed addresses: from their day on, without those taken off since.</source>
        <translation>Gesperrte Adressen: ab dem Tag ihrer Sperre, ohne die seither entsperrten.</translation>
    </message>
    <message>
        <source>People in this segment</source>
        <translation>Personen in diesem Segment</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>Wie weit zurück</translation>
    </message>
    <message>
        <source>12 weeks</source>
        <translation>12 Wochen</translation>
    </message>
    <message>
        <source>6 months</source>
        <translation>6 Monate</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1 Jahr</translation>
    </message>
    <message>
        <source>3 years</source>
        <translation>3 Jahre</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 am %2</translation>
    </message>
    <message>
        <source>Who came and went</source>
        <translation>Wer kam und ging</translation>
    </message>
    <message>
        <source>From the end of this day</source>
        <translation>Vom Ende dieses Tages</translation>
    </message>
    <message>
        <source>To the end of this day</source>
        <translation>Bis zum Ende dieses Tages</translation>
    </message>
    <message>
        <source>Where they went</source>
        <translation>Wohin sie gingen</translation>
    </message>
    <message>
        <source>Choose segments</source>
        <translation>Segmente auswählen</translation>
    </message>
    <message>
        <source>This segment</source>
        <translation>Dieses Segment</translation>
    </message>
    <message>
        <source>Counting the segment on other days</source>
        <translation>Das Segment wird für andere Tage gezählt</translation>
    </message>
    <message>
        <source>The segment cannot be counted on other days</source>
        <translation>Das Segment lässt sich für andere Tage nicht zählen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>%1 people before, %2 after</source>
        <translation>%1 Personen vorher, %2 nachher</translation>
    </message>
    <message>
        <source>%1 people before, %2 after: %3 more</source>
        <translation>%1 Personen vorher, %2 nachher: %3 mehr</translation>
    </message>
    <message>
        <source>%1 people before, %2 after: %3 fewer</source>
        <translation>%1 Personen vorher, %2 nachher: %3 weniger</translation>
    </message>
    <message>
        <source>Stayed</source>
        <translation>Geblieben</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Dazugekommen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Gegangen</translation>
    </message>
    <message>
        <source>Stayed in %1</source>
        <translation>In %1 geblieben</translation>
    </message>
    <message>
        <source>Came to %1</source>
        <translation>Zu %1 dazugekommen</translation>
    </message>
    <message>
        <source>Left %1</source>
        <translation>Aus %1 gegangen</translation>
    </message>
    <message>
        <source>Between the ends of %1 and %2</source>
        <translation>Vom Ende des %1 bis zum Ende des %2</translation>
    </message>
    <message>
        <source>None of them</source>
        <translation>Keine davon</translation>
    </message>
    <message>
        <source>From %1 to %2. Everybody counts in the first of these that they are in; %3 people were in none of them on both days.</source>
        <translation>Vom %1 bis zum %2. Jede Person zählt im ersten dieser Segmente, in dem sie ist; %3 Personen waren an beiden Tagen in keinem davon.</translation>
    </message>
    <message>
        <source>Every day counts the people of today: who was added to the data later can count on earlier days too, who was deleted since counts on none.</source>
        <translation>Jeder Tag zählt die Personen von heute: Wer erst später in die Daten kam, kann auch an früheren Tagen zählen; wer seither gelöscht wurde, zählt an keinem.</translation>
    </message>
    <message>
        <source>Not counted yet</source>
        <translation>Zählt noch nicht mit</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln other segments can be shown at once; the first of those chosen are.</source>
        <translation>
            <numerusform>Höchstens %Ln anderes Segment lässt sich zugleich zeigen; gezeigt wird das erste der gewählten.</numerusform>
            <numerusform>Höchstens %Ln andere Segmente lassen sich zugleich zeigen; gezeigt werden die ersten der gewählten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::HtmlCanvas</name>
    <message>
        <source>Email, to be changed in place</source>
        <translation>E-Mail, an Ort und Stelle zu ändern</translation>
    </message>
    <message>
        <source>Tab and the arrow keys go from one text, link or picture to the next, Enter changes it.</source>
        <translation>Tab und Pfeiltasten gehen von einem Text, Link oder Bild zum nächsten, die Eingabetaste ändert es.</translation>
    </message>
    <message>
        <source>How the email is changed</source>
        <translation>Wie die E-Mail geändert wird</translation>
    </message>
    <message>
        <source>On the email</source>
        <translation>In der E-Mail</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>Als Liste</translation>
    </message>
    <message>
        <source>Not changed</source>
        <translation>Nicht geändert</translation>
    </message>
    <message>
        <source>This computer cannot show the email while you change it. Its texts, links and pictures stand here as a list.</source>
        <translation>Dieser Computer kann die E-Mail beim Ändern nicht zeigen. Ihre Texte, Links und Bilder stehen hier als Liste.</translation>
    </message>
    <message>
        <source>The view of the email had stopped and was opened again; nothing is lost</source>
        <translation>Die Ansicht der E-Mail war stehen geblieben und wurde neu geöffnet; nichts ist verloren</translation>
    </message>
    <message>
        <source>The view of the email stops again and again. Its texts, links and pictures stand here as a list; nothing is lost.</source>
        <translation>Die Ansicht der E-Mail bricht immer wieder ab. Ihre Texte, Links und Bilder stehen hier als Liste; nichts ist verloren.</translation>
    </message>
</context>
<context>
    <name>audience::ui::HtmlDesk</name>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Change a link</source>
        <translation>Link ändern</translation>
    </message>
    <message>
        <source>Change a picture</source>
        <translation>Bild ändern</translation>
    </message>
    <message>
        <source>Change an alternative text</source>
        <translation>Alternativtext ändern</translation>
    </message>
</context>
<context>
    <name>audience::ui::HtmlPlaceBar</name>
    <message>
        <source>Click a text, a link or a picture to change it; Tab goes from one to the next, Enter begins.</source>
        <translation>Klicken Sie auf einen Text, einen Link oder ein Bild, um es zu ändern; Tab geht zum nächsten, die Eingabetaste beginnt.</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Choose a picture from the library</source>
        <translation>Bild aus der Bibliothek wählen</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Alternative text</source>
        <translation>Alternativtext</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>Überschrift</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>audience::ui::HtmlPlacesModel</name>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>Überschrift</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>No alternative text</source>
        <translation>Kein Alternativtext</translation>
    </message>
    <message>
        <source>Its words stand in their own rows</source>
        <translation>Seine Worte stehen in eigenen Zeilen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
</context>
<context>
    <name>audience::ui::HtmlPlacesView</name>
    <message>
        <source>Texts, links and pictures of the email</source>
        <translation>Texte, Links und Bilder der E-Mail</translation>
    </message>
</context>
<context>
    <name>audience::ui::ImportAfter</name>
    <message>
        <source>What now?</source>
        <translation>Und jetzt?</translation>
    </message>
    <message>
        <source>The next file</source>
        <translation>Nächste Datei</translation>
    </message>
    <message>
        <source>See the rows</source>
        <translation>Zeilen ansehen</translation>
    </message>
    <message>
        <source>Make a segment</source>
        <translation>Segment anlegen</translation>
    </message>
    <message>
        <source>The first rows that were left out</source>
        <translation>Die ersten Zeilen, die draußen blieben</translation>
    </message>
    <message>
        <source>Rows that were left out</source>
        <translation>Zeilen, die draußen blieben</translation>
    </message>
    <message numerus="yes">
        <source>%n people are in the workspace</source>
        <translation>
            <numerusform>%n Person ist im Arbeitsbereich</numerusform>
            <numerusform>%n Personen sind im Arbeitsbereich</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are in the workspace</source>
        <translation>
            <numerusform>%n Zeile ist im Arbeitsbereich</numerusform>
            <numerusform>%n Zeilen sind im Arbeitsbereich</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 updated</source>
        <translation>%1 aktualisiert</translation>
    </message>
    <message numerus="yes">
        <source>%n duplicates</source>
        <translation>
            <numerusform>%n doppelt</numerusform>
            <numerusform>%n doppelt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left out</source>
        <translation>%1 ausgelassen</translation>
    </message>
    <message>
        <source>%1 agreed to emails</source>
        <translation>%1 haben E-Mails zugestimmt</translation>
    </message>
    <message>
        <source>%1 without consent</source>
        <translation>%1 ohne Einwilligung</translation>
    </message>
    <message>
        <source>%1 unsubscribed</source>
        <translation>%1 abgemeldet</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>As it stands</source>
        <translation>Wie sie dasteht</translation>
    </message>
    <message>
        <source>The rows are in, but why you may write to these people was not kept.</source>
        <translation>Die Zeilen sind übernommen, aber warum Sie diesen Personen schreiben dürfen, wurde nicht festgehalten.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The rows are in, but what you said about purchases and consent was not kept.</source>
        <translation>Die Zeilen sind übernommen, aber Ihre Angaben zu Käufen und Einwilligung wurden nicht festgehalten.</translation>
    </message>
    <message>
        <source>Somebody else changed it meanwhile; keeping yours takes the place of theirs.</source>
        <translation>Jemand anderes hat sie inzwischen geändert; halten Sie Ihre fest, ersetzen sie die anderen.</translation>
    </message>
    <message>
        <source>Keep it now</source>
        <translation>Jetzt festhalten</translation>
    </message>
    <message>
        <source>What you said about purchases and consent is kept now.</source>
        <translation>Ihre Angaben zu Käufen und Einwilligung sind jetzt festgehalten.</translation>
    </message>
    <message>
        <source>all belong to people you know</source>
        <translation>alle gehören zu bekannten Personen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>The import was taken back; the workspace is as it was before.</source>
        <translation>Der Import wurde zurückgenommen; der Arbeitsbereich ist, wie er vorher war.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them belong to people you know</source>
        <translation>
            <numerusform>%Ln davon gehört zu Personen, die Sie kennen</numerusform>
            <numerusform>%Ln davon gehören zu Personen, die Sie kennen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 say nothing about consent</source>
        <translation>%1 ohne Angabe zur Einwilligung</translation>
    </message>
</context>
<context>
    <name>audience::ui::ImportQuestions</name>
    <message>
        <source>Stay; the new ones are added</source>
        <translation>Bleiben; die neuen kommen hinzu</translation>
    </message>
    <message>
        <source>Stay; those in the file are updated</source>
        <translation>Bleiben; die in der Datei werden aktualisiert</translation>
    </message>
    <message>
        <source>Go; the file is everything</source>
        <translation>Entfallen; die Datei ist alles</translation>
    </message>
    <message>
        <source>A column says who agreed</source>
        <translation>Eine Spalte sagt, wer zugestimmt hat</translation>
    </message>
    <message>
        <source>Everybody agreed</source>
        <translation>Alle haben zugestimmt</translation>
    </message>
    <message>
        <source>Nobody has agreed yet</source>
        <translation>Noch niemand hat zugestimmt</translation>
    </message>
    <message>
        <source>They agreed, I have proof</source>
        <translation>Sie haben zugestimmt, ich kann es belegen</translation>
    </message>
    <message>
        <source>They bought similar things from us</source>
        <translation>Sie haben Ähnliches bei uns gekauft</translation>
    </message>
    <message>
        <source>It is about their contract</source>
        <translation>Es geht um ihren Vertrag</translation>
    </message>
    <message>
        <source>What is in the file?</source>
        <translation>Was ist in der Datei?</translation>
    </message>
    <message>
        <source>One row is about</source>
        <translation>Eine Zeile steht für</translation>
    </message>
    <message>
        <source>Name in the workspace</source>
        <translation>Name im Arbeitsbereich</translation>
    </message>
    <message>
        <source>The rows that are there</source>
        <translation>Die vorhandenen Zeilen</translation>
    </message>
    <message>
        <source>Who is a person?</source>
        <translation>Wer ist eine Person?</translation>
    </message>
    <message>
        <source>Recognised by</source>
        <translation>Erkannt an</translation>
    </message>
    <message>
        <source>Email address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Nothing; every row is its own</source>
        <translation>Nichts; jede Zeile steht für sich</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Who agreed to emails?</source>
        <translation>Wer hat E-Mails zugestimmt?</translation>
    </message>
    <message>
        <source>The column</source>
        <translation>Die Spalte</translation>
    </message>
    <message>
        <source>Why you may write to them</source>
        <translation>Warum Sie ihnen schreiben dürfen</translation>
    </message>
    <message>
        <source>In your own words, kept in the audit log</source>
        <translation>In Ihren eigenen Worten, im Protokoll festgehalten</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Freiwillig</translation>
    </message>
    <message>
        <source>Who did what, when?</source>
        <translation>Wer hat wann was getan?</translation>
    </message>
    <message>
        <source>Who did it</source>
        <translation>Wer es getan hat</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What they did</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Every row is one</source>
        <translation>Jede Zeile ist</translation>
    </message>
    <message>
        <source>Dates and times</source>
        <translation>Daten und Zeiten</translation>
    </message>
    <message>
        <source>03/04/2026 is</source>
        <translation>03/04/2026 ist</translation>
    </message>
    <message>
        <source>Times that say no zone are in</source>
        <translation>Zeiten ohne Zone gelten in</translation>
    </message>
    <message>
        <source>Always the same</source>
        <translation>Immer dasselbe</translation>
    </message>
    <message>
        <source>3 April (day first)</source>
        <translation>3. April (Tag zuerst)</translation>
    </message>
    <message>
        <source>4 March (month first)</source>
        <translation>4. März (Monat zuerst)</translation>
    </message>
    <message>
        <source>What is a purchase?</source>
        <translation>Was ist ein Kauf?</translation>
    </message>
    <message>
        <source>A purchase is</source>
        <translation>Ein Kauf ist</translation>
    </message>
    <message>
        <source>Its value is in</source>
        <translation>Sein Wert steht in</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Nothing in this file</source>
        <translation>Nichts in dieser Datei</translation>
    </message>
    <message>
        <source>Which row is which?</source>
        <translation>Welche Zeile ist welche?</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>None of them</source>
        <translation>Keine davon</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>A person</source>
        <translation>Eine Person</translation>
    </message>
    <message>
        <source>Something done</source>
        <translation>Eine Handlung</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>Weder noch</translation>
    </message>
    <message>
        <source>These values mean: may be emailed</source>
        <translation>Diese Werte heißen: darf angeschrieben werden</translation>
    </message>
    <message>
        <source>%1 means unsubscribed.</source>
        <translation>%1 heißt abgemeldet.</translation>
    </message>
    <message>
        <source>Any other value means no consent: not emailed, but not unsubscribed either.</source>
        <translation>Jeder andere Wert heißt keine Einwilligung: nicht angeschrieben, aber auch nicht abgemeldet.</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>in each row</source>
        <translation>in jeder Zeile</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add to a list that is there</source>
        <translation>Zu vorhandener Liste hinzufügen</translation>
    </message>
    <message>
        <source>e.g. EUR</source>
        <translation>z. B. EUR</translation>
    </message>
</context>
<context>
    <name>audience::ui::ImportView</name>
    <message>
        <source>Reading the whole file; nothing is kept yet</source>
        <translation>Die ganze Datei wird gelesen; noch wird nichts behalten</translation>
    </message>
    <message>
        <source>How far the file is read</source>
        <translation>Wie weit die Datei gelesen ist</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>Die ersten Zeilen</translation>
    </message>
    <message>
        <source>The first rows of the file</source>
        <translation>Die ersten Zeilen der Datei</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>%1 · file %2 of %3</source>
        <translation>%1 · Datei %2 von %3</translation>
    </message>
    <message>
        <source>Looking at the file…</source>
        <translation>Die Datei wird angesehen…</translation>
    </message>
    <message>
        <source>%1 is read as %2</source>
        <translation>%1 wird als %2 gelesen</translation>
    </message>
    <message>
        <source>The file was not read to the end, so nothing is known about the rest of it.</source>
        <translation>Die Datei wurde nicht zu Ende gelesen, daher ist über den Rest nichts bekannt.</translation>
    </message>
    <message>
        <source>Change an answer to read it again, or leave it.</source>
        <translation>Ändern Sie eine Antwort, um sie erneut zu lesen, oder verwerfen Sie sie.</translation>
    </message>
    <message>
        <source>Nothing was kept.</source>
        <translation>Nichts wurde behalten.</translation>
    </message>
    <message>
        <source>This very file is in &quot;%1&quot; since %2.</source>
        <translation>Genau diese Datei ist seit %2 in „%1“.</translation>
    </message>
    <message>
        <source>Keep it again</source>
        <translation>Noch einmal behalten</translation>
    </message>
    <message numerus="yes">
        <source>Keep %n people</source>
        <translation>
            <numerusform>%n Person behalten</numerusform>
            <numerusform>%n Personen behalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep %1 rows</source>
        <translation>%1 Zeilen behalten</translation>
    </message>
    <message>
        <source>Leave it, next file</source>
        <translation>Verwerfen, nächste Datei</translation>
    </message>
    <message>
        <source>Keeping the rows… The list of jobs shows how far it is and can stop it.</source>
        <translation>Die Zeilen werden übernommen… In der Liste der Arbeiten sehen Sie, wie weit es ist, und können anhalten.</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>%1 wird importiert</translation>
    </message>
    <message>
        <source>The workspace is as it was.</source>
        <translation>Der Arbeitsbereich ist, wie er war.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is such a list already.</source>
        <translation>„%1“ ist schon eine solche Liste.</translation>
    </message>
    <message>
        <source>Undo takes this back as long as nothing else was changed since.</source>
        <translation>„Rückgängig“ nimmt dies zurück, solange seither nichts anderes geändert wurde.</translation>
    </message>
    <message>
        <source>Taking back the import of %1</source>
        <translation>Der Import von %1 wird zurückgenommen</translation>
    </message>
    <message>
        <source>The import of %1 was taken back.</source>
        <translation>Der Import von %1 wurde zurückgenommen.</translation>
    </message>
    <message>
        <source>The file says what was paid. Say which of it is a purchase, or that nothing is.</source>
        <translation>Die Datei sagt, was bezahlt wurde. Sagen Sie, was davon ein Kauf ist, oder dass nichts davon einer ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n Spalte</numerusform>
            <numerusform>%n Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Your people are in &quot;%1&quot; and recognised by &quot;%2&quot;, which this file does not have. It can stand beside them as a list.</source>
        <translation>Ihre Personen sind in „%1“ und werden an „%2“ erkannt; das fehlt in dieser Datei. Sie kann als Liste daneben stehen.</translation>
    </message>
    <message>
        <source>Your people are in &quot;%1&quot;; these are added to them.</source>
        <translation>Ihre Personen sind in „%1“; diese kommen hinzu.</translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation>Andere Datei wählen</translation>
    </message>
    <message>
        <source>What can be brought in</source>
        <translation>Was sich importieren lässt</translation>
    </message>
    <message>
        <source>A table in text: CSV, TSV, or with semicolons, as shops and email tools export it.</source>
        <translation>Eine Tabelle als Text: CSV, TSV oder mit Semikolons, wie Shops und E-Mail-Programme sie exportieren.</translation>
    </message>
    <message>
        <source>The columns have names in the first row, or get numbers.</source>
        <translation>Die Spalten haben Namen in der ersten Zeile oder bekommen Nummern.</translation>
    </message>
    <message>
        <source>Each row is a person, or something a person did, such as an order.</source>
        <translation>Jede Zeile ist eine Person oder etwas, das eine Person getan hat, etwa eine Bestellung.</translation>
    </message>
    <message>
        <source>From Excel or Numbers: save the sheet as CSV and bring that file.</source>
        <translation>Aus Excel oder Numbers: Speichern Sie das Blatt als CSV, und bringen Sie diese Datei.</translation>
    </message>
</context>
<context>
    <name>audience::ui::ImportsSection</name>
    <message>
        <source>Take back the last import</source>
        <translation>Letzten Import zurücknehmen</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Rows kept</source>
        <translation>Behaltene Zeilen</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Nothing was imported yet.</source>
        <translation>Noch wurde nichts importiert.</translation>
    </message>
    <message>
        <source>The last import can be taken back: the workspace is then as it was before it.</source>
        <translation>Der letzte Import lässt sich zurücknehmen: Der Arbeitsbereich ist dann wie vor ihm.</translation>
    </message>
    <message>
        <source>The last import cannot be taken back: it was already, or something was changed since.</source>
        <translation>Der letzte Import lässt sich nicht zurücknehmen: Das ist schon geschehen, oder seither wurde etwas geändert.</translation>
    </message>
    <message>
        <source>Taking back the import of %1</source>
        <translation>Import von %1 wird zurückgenommen</translation>
    </message>
    <message>
        <source>The import of %1 was taken back; the workspace is as it was before.</source>
        <translation>Der Import von %1 wurde zurückgenommen; der Arbeitsbereich ist wie zuvor.</translation>
    </message>
    <message>
        <source>Take back an import</source>
        <translation>Einen Import zurücknehmen</translation>
    </message>
    <message>
        <source>Files that were imported</source>
        <translation>Importierte Dateien</translation>
    </message>
</context>
<context>
    <name>audience::ui::ImprintPanel</name>
    <message>
        <source>Fill in</source>
        <translation>Eintragen</translation>
    </message>
    <message>
        <source>The name your emails come from</source>
        <translation>Der Name, unter dem Ihre E-Mails kommen</translation>
    </message>
    <message>
        <source>Name, e.g. Harbour Books</source>
        <translation>Name, z. B. Hafenbücher</translation>
    </message>
    <message>
        <source>Your postal address</source>
        <translation>Ihre Postanschrift</translation>
    </message>
    <message>
        <source>Postal address, e.g. Harbour Books Ltd, 1 Quay Street, Leeds</source>
        <translation>Postanschrift, z. B. Hafenbücher GmbH, Kaistraße 1, 20457 Hamburg</translation>
    </message>
    <message>
        <source>Your postal address is missing; mailbox providers and the law ask for it</source>
        <translation>Ihre Postanschrift fehlt; Mailanbieter und das Gesetz verlangen sie</translation>
    </message>
    <message>
        <source>The name your emails come from is missing</source>
        <translation>Der Name, unter dem Ihre E-Mails kommen, fehlt</translation>
    </message>
</context>
<context>
    <name>audience::ui::InboxPreview</name>
    <message>
        <source>In the inbox</source>
        <translation>Im Posteingang</translation>
    </message>
</context>
<context>
    <name>audience::ui::Job</name>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
</context>
<context>
    <name>audience::ui::JobList</name>
    <message>
        <source>Work in the background</source>
        <translation>Arbeiten im Hintergrund</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Stopping</source>
        <extracomment>how far a job is, and the time left</extracomment>
        <translation>Wird angehalten</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>Put away: %1</source>
        <translation>Weglegen: %1</translation>
    </message>
</context>
<context>
    <name>audience::ui::JobTray</name>
    <message>
        <source>Work in the background</source>
        <translation>Arbeiten im Hintergrund</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stopping: %1</source>
        <translation>Wird angehalten: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Weglegen</translation>
    </message>
    <message>
        <source>Put away: %1</source>
        <translation>Weglegen: %1</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>audience::ui::KeyField</name>
    <message>
        <source>no keys</source>
        <translation>keine Tasten</translation>
    </message>
    <message>
        <source>Press the keys</source>
        <translation>Drücken Sie die Tasten</translation>
    </message>
</context>
<context>
    <name>audience::ui::LimitsCard</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>The limits that pause a campaign were changed</source>
        <translation>Die Grenzen, die eine Kampagne anhalten, wurden geändert</translation>
    </message>
    <message>
        <source>The limits for bounces were changed</source>
        <translation>Die Grenzen für Rückläufer wurden geändert</translation>
    </message>
    <message>
        <source>When a campaign pauses by itself</source>
        <translation>Wann eine Kampagne von selbst anhält</translation>
    </message>
    <message>
        <source>A campaign that hurts your name stops before your provider stops you. It pauses, says why, and goes on only on your word.</source>
        <translation>Eine Kampagne, die Ihrem Ruf schadet, hält an, bevor Ihr Anbieter Sie anhält. Sie hält an, sagt, warum, und geht nur auf Ihr Wort weiter.</translation>
    </message>
    <message>
        <source>Addresses that bounce for good</source>
        <translation>Endgültig unzustellbare Adressen</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>Beschwerden</translation>
    </message>
    <message>
        <source>Counted after so many emails</source>
        <translation>Gezählt ab so vielen E-Mails</translation>
    </message>
    <message>
        <source>Before that a single bounce would be a large share.</source>
        <translation>Vorher wäre ein einziger Rückläufer schon ein großer Anteil.</translation>
    </message>
    <message>
        <source>When an address is given up</source>
        <translation>Wann eine Adresse aufgegeben wird</translation>
    </message>
    <message>
        <source>Block addresses that keep bouncing</source>
        <translation>Adressen mit wiederholten Rückläufern sperren</translation>
    </message>
    <message>
        <source>A full mailbox passes; one that is full for months is not read any more. Who bounced for good or complained is blocked at once, always.</source>
        <translation>Ein volles Postfach geht vorüber; eines, das monatelang voll ist, wird nicht mehr gelesen. Wer endgültig unzustellbar ist oder sich beschwert hat, wird immer sofort gesperrt.</translation>
    </message>
    <message>
        <source>Within so many days</source>
        <translation>Innerhalb so vieler Tage</translation>
    </message>
    <message>
        <source>Built-in limits again</source>
        <translation>Wieder die mitgelieferten Grenzen</translation>
    </message>
    <message>
        <source>Addresses that keep bouncing are blocked</source>
        <translation>Adressen mit wiederholten Rückläufern werden gesperrt</translation>
    </message>
    <message>
        <source>Bounces that pass block nobody</source>
        <translation>Vorübergehende Rückläufer sperren niemanden</translation>
    </message>
    <message>
        <source>The limits are as built in</source>
        <translation>Es gelten die mitgelieferten Grenzen</translation>
    </message>
    <message>
        <source>At this share of its emails a campaign pauses. Amazon looks at an account from %1 on and stops it at about %2.</source>
        <translation>Bei diesem Anteil ihrer E-Mails hält eine Kampagne an. Amazon prüft ein Konto ab %1 und hält es bei etwa %2 an.</translation>
    </message>
    <message>
        <source>At this share a campaign pauses; from half of it on Today and the reports warn. Amazon looks at an account from %1 on and stops it at about %2.</source>
        <translation>Bei diesem Anteil hält eine Kampagne an; ab der Hälfte davon warnen „Heute“ und die Berichte. Amazon prüft ein Konto ab %1 und hält es bei etwa %2 an.</translation>
    </message>
    <message>
        <source>Bounces that passed, at least</source>
        <translation>Vorübergehende Rückläufer, mindestens</translation>
    </message>
    <message>
        <source>Different emails among them, at least</source>
        <translation>Verschiedene E-Mails darunter, mindestens</translation>
    </message>
</context>
<context>
    <name>audience::ui::ListsCard</name>
    <message>
        <source>pasted</source>
        <translation>eingefügt</translation>
    </message>
    <message>
        <source>the segment %1</source>
        <translation>Segment %1</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>People kept by name, whatever the data say later: from a file, or from a segment as it is today. Rules can ask who is on one.</source>
        <translation>Namentlich festgehaltene Personen, was die Daten später auch sagen: aus einer Datei oder aus einem Segment, wie es heute ist. Regeln können fragen, wer auf einer Liste ist.</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <source>From a segment…</source>
        <translation>Aus einem Segment …</translation>
    </message>
    <message>
        <source>Who they are</source>
        <translation>Wer es ist</translation>
    </message>
    <message>
        <source>Replace from a file…</source>
        <translation>Aus einer Datei ersetzen …</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>Stammt aus</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>There is no list yet.</source>
        <translation>Noch gibt es keine Liste.</translation>
    </message>
    <message>
        <source>A list from a file</source>
        <translation>Eine Liste aus einer Datei</translation>
    </message>
    <message>
        <source>Replace the list %1</source>
        <translation>Die Liste %1 ersetzen</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people found</source>
        <translation>
            <numerusform>%Ln Person gefunden</numerusform>
            <numerusform>%Ln Personen gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries belong to nobody</source>
        <translation>
            <numerusform>%Ln Eintrag gehört zu niemandem</numerusform>
            <numerusform>%Ln Einträge gehören zu niemandem</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repeated</source>
        <translation>
            <numerusform>%Ln doppelt</numerusform>
            <numerusform>%Ln doppelt</numerusform>
        </translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>Nobody is known as %1</source>
        <translation>Niemand ist bekannt als %1</translation>
    </message>
    <message>
        <source>The column with the people: %1</source>
        <translation>Die Spalte mit den Personen: %1</translation>
    </message>
    <message>
        <source>People stand in</source>
        <translation>Personen stehen in</translation>
    </message>
    <message>
        <source>Email addresses; they stand for the people who have them.</source>
        <translation>E-Mail-Adressen; sie stehen für die Personen, die sie haben.</translation>
    </message>
    <message>
        <source>Name of the list</source>
        <translation>Name der Liste</translation>
    </message>
    <message>
        <source>Keep as a list</source>
        <translation>Als Liste festhalten</translation>
    </message>
    <message>
        <source>Replace the list</source>
        <translation>Liste ersetzen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a list now</source>
        <translation>„%1“ ist jetzt eine Liste</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was replaced</source>
        <translation>„%1“ wurde ersetzt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are kept as &quot;%1&quot;</source>
        <translation>
            <numerusform>%Ln Person ist als „%1“ festgehalten</numerusform>
            <numerusform>%Ln Personen sind als „%1“ festgehalten</numerusform>
        </translation>
    </message>
    <message>
        <source>&quot;%1&quot; is called &quot;%2&quot; now</source>
        <translation>„%1“ heißt jetzt „%2“</translation>
    </message>
    <message>
        <source>The list &quot;%1&quot; was removed</source>
        <translation>Die Liste „%1“ wurde entfernt</translation>
    </message>
    <message>
        <source>Describe as a rule</source>
        <translation>Als Regel beschreiben</translation>
    </message>
    <message>
        <source>%1 as a rule</source>
        <translation>%1 als Regel</translation>
    </message>
    <message>
        <source>Open as a segment</source>
        <translation>Als Segment öffnen</translation>
    </message>
</context>
<context>
    <name>audience::ui::MailServerGuide</name>
    <message>
        <source>Mail server</source>
        <translation>Mailserver</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Change this connection</source>
        <translation>Diese Verbindung ändern</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>How people unsubscribe</source>
        <translation>Wie man sich abmeldet</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>A test email to yourself</source>
        <translation>Eine Test-E-Mail an Sie selbst</translation>
    </message>
    <message>
        <source>The address the test goes to</source>
        <translation>Die Adresse, an die der Test geht</translation>
    </message>
    <message>
        <source>Your own address</source>
        <translation>Ihre eigene Adresse</translation>
    </message>
    <message>
        <source>Send a test email</source>
        <translation>Test-E-Mail senden</translation>
    </message>
    <message>
        <source>What mailboxes look at</source>
        <translation>Worauf Postfächer achten</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Look up what the sender&apos;s domain says</source>
        <translation>Nachsehen, was die Domain des Absenders sagt</translation>
    </message>
    <message>
        <source>Allowed servers (SPF)</source>
        <translation>Erlaubte Server (SPF)</translation>
    </message>
    <message>
        <source>Protection of the name (DMARC)</source>
        <translation>Schutz des Namens (DMARC)</translation>
    </message>
    <message>
        <source>Signed emails (DKIM)</source>
        <translation>Signierte E-Mails (DKIM)</translation>
    </message>
    <message>
        <source>Your mail server signs, or it does not: it cannot be seen from here. Open the source of a test email; &quot;dkim=pass&quot; stands there when all is well.</source>
        <translation>Ob Ihr Mailserver signiert, lässt sich von hier aus nicht sehen. Öffnen Sie den Quelltext einer Test-E-Mail; dort steht „dkim=pass“, wenn alles in Ordnung ist.</translation>
    </message>
    <message>
        <source>What your mail server does not tell</source>
        <translation>Was Ihr Mailserver nicht meldet</translation>
    </message>
    <message>
        <source>Deliveries, openings and clicks</source>
        <translation>Zustellungen, Öffnungen und Klicks</translation>
    </message>
    <message>
        <source>It takes an email and reports nothing later. Reports of a campaign then show how many it took and what people bought; deliveries, openings, clicks and the click map stay empty, and nobody can be left out for having opened.</source>
        <translation>Er nimmt eine E-Mail an und meldet danach nichts mehr. Berichte einer Kampagne zeigen dann, wie viele er angenommen hat und was gekauft wurde; Zustellungen, Öffnungen, Klicks und die Klickkarte bleiben leer, und niemand lässt sich auslassen, weil er geöffnet hat.</translation>
    </message>
    <message>
        <source>Bounces and complaints</source>
        <translation>Rückläufer und Beschwerden</translation>
    </message>
    <message>
        <source>Limits that pause a campaign</source>
        <translation>Grenzen, die eine Kampagne anhalten</translation>
    </message>
    <message>
        <source>Without bounces and complaints they cannot act. Start with few people, and look into the mailbox before you go on.</source>
        <translation>Ohne Rückläufer und Beschwerden können sie nicht greifen. Beginnen Sie mit wenigen Personen, und sehen Sie ins Postfach, bevor Sie fortfahren.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>None: the server asks for no login.</source>
        <translation>Keine: Der Server verlangt keine Anmeldung.</translation>
    </message>
    <message>
        <source>As %1. %2.</source>
        <translation>Als %1. %2.</translation>
    </message>
    <message>
        <source>Up to %1 emails a second.</source>
        <translation>Bis zu %1 E-Mails je Sekunde.</translation>
    </message>
    <message>
        <source>They come as emails to %1. Block those addresses under Settings, Blocked addresses: nobody does it for you.</source>
        <translation>Sie kommen als E-Mails an %1. Sperren Sie diese Adressen unter Einstellungen, Gesperrte Adressen: Niemand tut es für Sie.</translation>
    </message>
    <message>
        <source>Save the connection and its password first</source>
        <translation>Speichern Sie zuerst die Verbindung und ihr Passwort</translation>
    </message>
    <message>
        <source>Not looked up yet.</source>
        <translation>Noch nicht nachgesehen.</translation>
    </message>
    <message>
        <source>Could not be looked up now.</source>
        <translation>Ließ sich jetzt nicht nachsehen.</translation>
    </message>
    <message>
        <source>The domain says which servers send for it. See that yours is among them.</source>
        <translation>Die Domain nennt die Server, die für sie senden. Achten Sie darauf, dass Ihrer dabei ist.</translation>
    </message>
    <message>
        <source>Type the address the test shall go to.</source>
        <translation>Geben Sie die Adresse ein, an die der Test gehen soll.</translation>
    </message>
    <message>
        <source>On its way to the server…</source>
        <translation>Unterwegs zum Server…</translation>
    </message>
    <message>
        <source>Test through %1</source>
        <translation>Test über %1</translation>
    </message>
    <message>
        <source>This email came through %1. If you read it in your mailbox, the connection works.</source>
        <translation>Diese E-Mail kam über %1. Wenn Sie sie in Ihrem Postfach lesen, funktioniert die Verbindung.</translation>
    </message>
    <message>
        <source>No email left</source>
        <translation>Keine E-Mail ging hinaus</translation>
    </message>
    <message>
        <source>Your mail server took the email to %1</source>
        <translation>Ihr Mailserver hat die E-Mail an %1 angenommen</translation>
    </message>
    <message>
        <source>Look into the mailbox, and into its spam folder: whether it arrives is not reported back.</source>
        <translation>Sehen Sie ins Postfach und in dessen Spam-Ordner: Ob sie ankommt, wird nicht zurückgemeldet.</translation>
    </message>
</context>
<context>
    <name>audience::ui::MainWindow</name>
    <message>
        <source>%1 – Audience-Sync</source>
        <extracomment>title of a window: workspace, program</extracomment>
        <translation>%1 – Audience-Sync</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>on this page</source>
        <translation>auf dieser Seite</translation>
    </message>
    <message>
        <source>Work is still going on. If you close the window it stops: a campaign can go on when you open this workspace again, an import keeps nothing.</source>
        <translation>Es wird noch gearbeitet. Wenn Sie das Fenster schließen, hört es auf: Eine Kampagne kann weitergehen, wenn Sie diesen Arbeitsbereich wieder öffnen; ein Import behält nichts.</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>Offen lassen</translation>
    </message>
</context>
<context>
    <name>audience::ui::MeaningPane</name>
    <message>
        <source>can be emailed</source>
        <translation>können angeschrieben werden</translation>
    </message>
    <message>
        <source>How many are left after each step</source>
        <translation>Wie viele nach jedem Schritt übrig sind</translation>
    </message>
    <message>
        <source>Kept back, and why</source>
        <translation>Zurückgehalten, und warum</translation>
    </message>
    <message>
        <source>Before it goes</source>
        <translation>Bevor sie hinausgeht</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Zu erwarten</translation>
    </message>
    <message>
        <source>Why may you write to them?</source>
        <translation>Warum dürfen Sie ihnen schreiben?</translation>
    </message>
    <message>
        <source>These data say nothing about consent. Your answer is asked once and kept in the audit log.</source>
        <translation>Diese Daten sagen nichts über Einwilligungen. Danach wird einmal gefragt, und Ihre Antwort steht im Protokoll.</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>In Ihren eigenen Worten</translation>
    </message>
    <message>
        <source>In your own words (optional)</source>
        <translation>In Ihren eigenen Worten (freiwillig)</translation>
    </message>
    <message>
        <source>They agreed, I have proof</source>
        <translation>Sie haben zugestimmt, ich kann es belegen</translation>
    </message>
    <message>
        <source>They bought similar things from us</source>
        <translation>Sie haben Ähnliches bei uns gekauft</translation>
    </message>
    <message>
        <source>It is about their contract</source>
        <translation>Es geht um ihren Vertrag</translation>
    </message>
    <message>
        <source>Has an address</source>
        <translation>Hat eine Adresse</translation>
    </message>
    <message>
        <source>Not blocked</source>
        <translation>Nicht gesperrt</translation>
    </message>
    <message>
        <source>Topic consent</source>
        <translation>Einwilligung zum Thema</translation>
    </message>
    <message>
        <source>Not too often</source>
        <translation>Nicht zu oft</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Open the email</source>
        <translation>E-Mail öffnen</translation>
    </message>
    <message>
        <source>Open the segment</source>
        <translation>Segment öffnen</translation>
    </message>
    <message>
        <source>Choose a time</source>
        <translation>Zeit wählen</translation>
    </message>
    <message>
        <source>Approve it</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Choose a connection</source>
        <translation>Verbindung wählen</translation>
    </message>
    <message numerus="yes">
        <source>Takes about %n seconds at that speed.</source>
        <translation>
            <numerusform>Dauert bei diesem Tempo etwa %n Sekunde.</numerusform>
            <numerusform>Dauert bei diesem Tempo etwa %n Sekunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Takes about %n minutes at that speed.</source>
        <translation>
            <numerusform>Dauert bei diesem Tempo etwa %n Minute.</numerusform>
            <numerusform>Dauert bei diesem Tempo etwa %n Minuten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each address once</source>
        <translation>Jede Adresse einmal</translation>
    </message>
    <message>
        <source>Choose a segment</source>
        <translation>Segment wählen</translation>
    </message>
    <message>
        <source>Choose an email</source>
        <translation>E-Mail wählen</translation>
    </message>
    <message numerus="yes">
        <source>From %n similar sends, the newest first: %1 to %2 open, %3 to %4 click, %5 to %6 unsubscribe. Four of five keep within that.</source>
        <translation>
            <numerusform>Nach %n ähnlichem Versand: %1 bis %2 öffnen, %3 bis %4 klicken, %5 bis %6 melden sich ab. Vier von fünf bleiben in diesem Rahmen.</numerusform>
            <numerusform>Nach %n ähnlichen Versänden, die neuesten zuerst: %1 bis %2 öffnen, %3 bis %4 klicken, %5 bis %6 melden sich ab. Vier von fünf bleiben in diesem Rahmen.</numerusform>
        </translation>
    </message>
    <message>
        <source>No similar send yet.</source>
        <translation>Noch kein ähnlicher Versand.</translation>
    </message>
    <message>
        <source>Who sends…</source>
        <translation>Wer sendet…</translation>
    </message>
    <message>
        <source>Choose the words</source>
        <translation>Worte wählen</translation>
    </message>
    <message>
        <source>Ask for approval</source>
        <translation>Um Freigabe bitten</translation>
    </message>
</context>
<context>
    <name>audience::ui::MemberOpener</name>
    <message>
        <source>Save these people</source>
        <translation>Diese Personen sichern</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Saving people</source>
        <translation>Personen werden gesichert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln Person</numerusform>
            <numerusform>%Ln Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1.</source>
        <translation>
            <numerusform>%Ln Zeile als %1 gesichert.</numerusform>
            <numerusform>%Ln Zeilen als %1 gesichert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::MembersPanel</name>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Show the members</source>
        <translation>Mitglieder zeigen</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>Cannot be emailed: %1</source>
        <translation>Nicht anschreibbar: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln Person</numerusform>
            <numerusform>%Ln Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people written to %1</source>
        <translation>
            <numerusform>%Ln Person in %1 geschrieben</numerusform>
            <numerusform>%Ln Personen in %1 geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving members</source>
        <translation>Mitglieder werden gesichert</translation>
    </message>
</context>
<context>
    <name>audience::ui::MonitorBoard</name>
    <message>
        <source>Opens and clicks per day</source>
        <translation>Öffnungen und Klicks je Tag</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>From sent to bought</source>
        <translation>Vom Senden zum Kauf</translation>
    </message>
    <message>
        <source>%1, of what was sent in these days</source>
        <translation>%1, von dem, was in diesen Tagen gesendet wurde</translation>
    </message>
    <message>
        <source>When people click</source>
        <translation>Wann geklickt wird</translation>
    </message>
    <message>
        <source>Clicks, %1 %2:00</source>
        <translation>Klicks, %1 %2:00</translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>Worth a look</source>
        <translation>Einen Blick wert</translation>
    </message>
    <message>
        <source>Practice: readers and their clicks are simulated.</source>
        <translation>Übung: Leser und ihre Klicks sind simuliert.</translation>
    </message>
    <message>
        <source>Practice: readers and their clicks are simulated. Revenue: %1.</source>
        <translation>Übung: Leser und ihre Klicks sind simuliert. Umsatz: %1.</translation>
    </message>
    <message>
        <source>Revenue: %1.</source>
        <translation>Umsatz: %1.</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>%1 per day</source>
        <translation>%1 je Tag</translation>
    </message>
    <message>
        <source>Open to see the people.</source>
        <translation>Öffnen, um die Personen zu sehen.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>%1 opens and %2 clicks in these days.</source>
        <translation>%1 Öffnungen und %2 Klicks in diesen Tagen.</translation>
    </message>
    <message>
        <source>machine opens hidden</source>
        <translation>maschinelle Öffnungen ausgeblendet</translation>
    </message>
    <message>
        <source>From sent to clicked</source>
        <translation>Vom Senden zum Klick</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>(%1 of those sent)</source>
        <translation>(%1 der gesendeten)</translation>
    </message>
    <message>
        <source>Biggest loss: from “%1” to “%2”.</source>
        <translation>Größter Verlust: von „%1“ zu „%2“.</translation>
    </message>
    <message>
        <source>Open a bar to see the people.</source>
        <translation>Öffnen Sie einen Balken, um die Personen zu sehen.</translation>
    </message>
    <message>
        <source>%1 Open a bar to see the people.</source>
        <translation>%1 Öffnen Sie einen Balken, um die Personen zu sehen.</translation>
    </message>
    <message>
        <source>%1 %2:00, %3 clicks</source>
        <translation>%1 %2:00, %3 Klicks</translation>
    </message>
    <message>
        <source>Nobody clicked in these days.</source>
        <translation>In diesen Tagen hat niemand geklickt.</translation>
    </message>
    <message>
        <source>Most between %1:00 and %2:00 (%3 of clicks), %4.</source>
        <translation>Am meisten zwischen %1:00 und %2:00 Uhr (%3 der Klicks), %4.</translation>
    </message>
    <message>
        <source>Clicks as they happened, not corrected for when emails are sent.</source>
        <translation>Klicks, wie sie kamen, nicht danach bereinigt, wann E-Mails gesendet werden.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Clicked</source>
        <translation>Geklickt</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>below usual</source>
        <translation>unter dem Üblichen</translation>
    </message>
    <message>
        <source>Earned</source>
        <translation>Eingebracht</translation>
    </message>
    <message>
        <source>Unsubscribed</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Nothing unusual</source>
        <translation>Nichts Ungewöhnliches</translation>
    </message>
    <message>
        <source>Bounces, complaints and clicks are as they were</source>
        <translation>Rückläufer, Beschwerden und Klicks sind, wie sie waren</translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails, %1 before. </source>
        <translation>
            <numerusform>%Ln E-Mail, vorher %1. </numerusform>
            <numerusform>%Ln E-Mails, vorher %1. </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 from %Ln purchases, %2 before. Open to see who bought.</source>
        <translation>
            <numerusform>%1 aus %Ln Kauf, vorher %2. Öffnen, um zu sehen, wer gekauft hat.</numerusform>
            <numerusform>%1 aus %Ln Käufen, vorher %2. Öffnen, um zu sehen, wer gekauft hat.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails were opened by machines only, such as scanners of links; they are not counted.</source>
        <translation>
            <numerusform>%Ln E-Mail wurde nur von Maschinen geöffnet, etwa von Prüfern von Links; sie zählt nicht.</numerusform>
            <numerusform>%Ln E-Mails wurden nur von Maschinen geöffnet, etwa von Prüfern von Links; sie zählen nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Your mail server does not report what became of these emails</source>
        <translation>Ihr Mailserver meldet nicht, was aus diesen E-Mails wurde</translation>
    </message>
    <message>
        <source>%1 went through your mail server, which reports nothing back</source>
        <translation>%1 ging über Ihren Mailserver, der nichts zurückmeldet</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln others went through your mail server, which reports nothing back</source>
        <translation>
            <numerusform>%1 und %Ln weitere gingen über Ihren Mailserver, der nichts zurückmeldet</numerusform>
            <numerusform>%1 und %Ln weitere gingen über Ihren Mailserver, der nichts zurückmeldet</numerusform>
        </translation>
    </message>
    <message>
        <source>Who got, opened or clicked them is not known, and that is why it is not counted here. Amazon SES reports it.</source>
        <translation>Wer sie erhalten, geöffnet oder angeklickt hat, ist nicht bekannt und wird deshalb hier nicht gezählt. Amazon SES meldet es.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln campaigns do not count who opens or clicks</source>
        <translation>
            <numerusform>%Ln Kampagne zählt nicht, wer öffnet oder klickt</numerusform>
            <numerusform>%Ln Kampagnen zählen nicht, wer öffnet oder klickt</numerusform>
        </translation>
    </message>
    <message>
        <source>Their emails are among those sent all the same, so the shares of opened and clicked are lower than what people did.</source>
        <translation>Ihre E-Mails zählen trotzdem zu den gesendeten, daher sind die Anteile der Öffnungen und Klicks niedriger als das, was tatsächlich geschah.</translation>
    </message>
</context>
<context>
    <name>audience::ui::MonitorPage</name>
    <message>
        <source>Monitor</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Letzter %n Tag</numerusform>
            <numerusform>Letzte %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Counting what came of the emails …</source>
        <translation>Was aus den E-Mails wurde, wird gezählt …</translation>
    </message>
    <message>
        <source>The figures could not be counted</source>
        <translation>Die Zahlen konnten nicht ermittelt werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Nothing was sent yet</source>
        <translation>Noch nichts gesendet</translation>
    </message>
    <message>
        <source>After the first campaign you see here who got it, who opened it, who clicked and what they bought.</source>
        <translation>Nach der ersten Kampagne sehen Sie hier, wer sie erhalten, geöffnet und angeklickt und was er gekauft hat.</translation>
    </message>
    <message>
        <source>Go to campaigns</source>
        <translation>Zu den Kampagnen</translation>
    </message>
    <message>
        <source>Live · %1 s behind</source>
        <translation>Live · %1 s zurück</translation>
    </message>
    <message>
        <source>Report saved</source>
        <translation>Bericht gespeichert</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>The report was not saved</source>
        <translation>Der Bericht wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>Keep these figures as PDF, as a web page or as a table</source>
        <translation>Diese Zahlen als PDF, als Webseite oder als Tabelle aufbewahren</translation>
    </message>
    <message>
        <source>No earlier days to compare with</source>
        <translation>Keine früheren Tage zum Vergleichen</translation>
    </message>
    <message numerus="yes">
        <source>So far, against as much of the %n days before</source>
        <translation>
            <numerusform>Bisher, verglichen mit ebenso viel des %n Tages davor</numerusform>
            <numerusform>Bisher, verglichen mit ebenso viel der %n Tage davor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Against the %n days before</source>
        <translation>
            <numerusform>Verglichen mit dem %n Tag davor</numerusform>
            <numerusform>Verglichen mit den %n Tagen davor</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::NotationBar</name>
    <message>
        <source>Columns divided by commas</source>
        <translation>Spalten durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Columns divided by semicolons</source>
        <translation>Spalten durch Semikolons getrennt</translation>
    </message>
    <message>
        <source>Columns divided by tabs</source>
        <translation>Spalten durch Tabulatoren getrennt</translation>
    </message>
    <message>
        <source>Columns divided by vertical bars</source>
        <translation>Spalten durch senkrechte Striche getrennt</translation>
    </message>
    <message>
        <source>Columns divided by %1</source>
        <translation>Spalten durch %1 getrennt</translation>
    </message>
    <message>
        <source>Letters as in older Windows files (Windows-1252)</source>
        <translation>Zeichen wie in älteren Windows-Dateien (Windows-1252)</translation>
    </message>
    <message>
        <source>Letters as in Unicode text of Excel (UTF-16)</source>
        <translation>Zeichen wie im Unicode-Text von Excel (UTF-16)</translation>
    </message>
    <message>
        <source>Letters in UTF-16, big-endian</source>
        <translation>Zeichen in UTF-16, Big-Endian</translation>
    </message>
    <message>
        <source>Letters in UTF-8</source>
        <translation>Zeichen in UTF-8</translation>
    </message>
    <message>
        <source>First row: headings</source>
        <translation>Erste Zeile: Überschriften</translation>
    </message>
    <message>
        <source>First row: data, no headings</source>
        <translation>Erste Zeile: Daten, keine Überschriften</translation>
    </message>
</context>
<context>
    <name>audience::ui::OverlapPanel</name>
    <message>
        <source>Comparing the segments…</source>
        <translation>Die Segmente werden verglichen …</translation>
    </message>
    <message>
        <source>Shared with other segments</source>
        <translation>Gemeinsam mit anderen Segmenten</translation>
    </message>
    <message>
        <source>Undo the last change of the picture</source>
        <translation>Letzte Änderung am Bild rückgängig machen</translation>
    </message>
    <message>
        <source>Order of the columns</source>
        <translation>Reihenfolge der Spalten</translation>
    </message>
    <message>
        <source>By size</source>
        <translation>Nach Größe</translation>
    </message>
    <message>
        <source>By number of sets</source>
        <translation>Nach Zahl der Mengen</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>Add a segment to the picture</source>
        <translation>Segment ins Bild aufnehmen</translation>
    </message>
    <message>
        <source>Segments in the picture, with the people they share</source>
        <translation>Segmente im Bild, mit ihren gemeinsamen Personen</translation>
    </message>
    <message>
        <source>Choose segments</source>
        <translation>Segmente auswählen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Make it a segment</source>
        <translation>Zum Segment machen</translation>
    </message>
    <message>
        <source>Combine with…</source>
        <translation>Kombinieren mit …</translation>
    </message>
    <message>
        <source>This segment</source>
        <translation>Dieses Segment</translation>
    </message>
    <message>
        <source>The segments could not be compared</source>
        <translation>Die Segmente ließen sich nicht vergleichen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No other segment yet</source>
        <translation>Noch kein anderes Segment</translation>
    </message>
    <message>
        <source>Save a second segment to see whom the two share, and to unite them or take one from the other.</source>
        <translation>Speichern Sie ein zweites Segment, um zu sehen, wer in beiden ist, und um sie zu vereinigen oder eines vom anderen abzuziehen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are in none of these.</source>
        <translation>
            <numerusform>%Ln Person ist in keinem davon.</numerusform>
            <numerusform>%Ln Personen sind in keinem davon.</numerusform>
        </translation>
    </message>
    <message>
        <source>Everybody is in one of these at least.</source>
        <translation>Alle sind in mindestens einem davon.</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln segments can be compared at once. Take one out first.</source>
        <translation>
            <numerusform>Höchstens %Ln Segment lässt sich auf einmal vergleichen. Nehmen Sie zuerst eines heraus.</numerusform>
            <numerusform>Höchstens %Ln Segmente lassen sich auf einmal vergleichen. Nehmen Sie zuerst eines heraus.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take a set out of the picture</source>
        <translation>Menge aus dem Bild nehmen</translation>
    </message>
    <message>
        <source>Combine two sets</source>
        <translation>Zwei Mengen kombinieren</translation>
    </message>
    <message>
        <source>%1 · holds %2 of this segment</source>
        <translation>%1 · enthält %2 dieses Segments</translation>
    </message>
    <message>
        <source>Show the people</source>
        <translation>Personen zeigen</translation>
    </message>
    <message>
        <source>In this and in…</source>
        <translation>In dieser und in …</translation>
    </message>
    <message>
        <source>In this or in…</source>
        <translation>In dieser oder in …</translation>
    </message>
    <message>
        <source>In this without…</source>
        <translation>In dieser, aber nicht in …</translation>
    </message>
    <message>
        <source>Take it out of the picture</source>
        <translation>Aus dem Bild nehmen</translation>
    </message>
    <message>
        <source>Not counted yet</source>
        <translation>Zählt noch nicht mit</translation>
    </message>
    <message>
        <source>%1 Drag one set onto another to unite, intersect or subtract them.</source>
        <translation>%1 Ziehen Sie eine Menge auf eine andere, um sie zu vereinigen, zu schneiden oder abzuziehen.</translation>
    </message>
</context>
<context>
    <name>audience::ui::OverlapPlot</name>
    <message>
        <source>How the segments overlap</source>
        <translation>Wie sich die Segmente überschneiden</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln people</source>
        <translation>
            <numerusform>%1: %Ln Person</numerusform>
            <numerusform>%1: %Ln Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>Being compared again</source>
        <translation>Wird neu verglichen</translation>
    </message>
</context>
<context>
    <name>audience::ui::PairedBars</name>
    <message>
        <source>%1: %2 of the segment, %3 people; %4 of everyone else, %5 people.</source>
        <translation>%1: %2 des Segments, %3 Personen; %4 aller anderen, %5 Personen.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>Add as a condition</source>
        <translation>Als Bedingung hinzufügen</translation>
    </message>
</context>
<context>
    <name>audience::ui::PaletteModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>audience::ui::PaletteTiles</name>
    <message>
        <source>Blocks to drag into the email</source>
        <translation>Blöcke, die Sie in die E-Mail ziehen</translation>
    </message>
    <message>
        <source>%1: drag it into the email, or press Enter to put it after the selection</source>
        <translation>%1: in die E-Mail ziehen, oder mit der Eingabetaste hinter die Auswahl setzen</translation>
    </message>
</context>
<context>
    <name>audience::ui::PeopleLog</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Save this list as a file</source>
        <translation>Diese Liste als Datei speichern</translation>
    </message>
    <message>
        <source>Which people</source>
        <translation>Welche Personen</translation>
    </message>
    <message>
        <source>Do you know what became of all of these?</source>
        <translation>Wissen Sie, was aus all diesen wurde?</translation>
    </message>
    <message>
        <source>They got it</source>
        <translation>Sie haben sie erhalten</translation>
    </message>
    <message>
        <source>They did not: send it again</source>
        <translation>Sie haben sie nicht: erneut senden</translation>
    </message>
    <message>
        <source>Nobody here.</source>
        <translation>Hier ist niemand.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Clicked %1</source>
        <translation>Hat %1 angeklickt</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Amazon&apos;s number for this email: %1</source>
        <translation>Amazons Nummer für diese E-Mail: %1</translation>
    </message>
    <message>
        <source>Bounced at %1</source>
        <translation>Unzustellbar bei %1</translation>
    </message>
    <message>
        <source>Search by address</source>
        <translation>Nach Adresse suchen</translation>
    </message>
    <message>
        <source>Message-ID of this email: %1</source>
        <translation>Message-ID dieser E-Mail: %1</translation>
    </message>
</context>
<context>
    <name>audience::ui::PeopleOpener</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>Open the campaign</source>
        <translation>Kampagne öffnen</translation>
    </message>
    <message>
        <source>Save these people</source>
        <translation>Diese Personen speichern</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Saving people: %1</source>
        <translation>Personen werden gesichert: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln Person</numerusform>
            <numerusform>%Ln Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 times, by %Ln different people</source>
        <translation>
            <numerusform>%1-mal, von %Ln Person</numerusform>
            <numerusform>%1-mal, von %Ln verschiedenen Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1.</source>
        <translation>
            <numerusform>%Ln Zeile als %1 gesichert.</numerusform>
            <numerusform>%Ln Zeilen als %1 gesichert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::PeoplePanel</name>
    <message>
        <source>People behind the figure</source>
        <translation>Die Personen hinter der Zahl</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the rows that are chosen, or those on screen</source>
        <translation>Gewählte Zeilen kopieren, sonst die sichtbaren</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>Als CSV speichern</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Looking them up …</source>
        <translation>Werden nachgeschlagen …</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>There is nobody behind this figure.</source>
        <translation>Hinter dieser Zahl steht niemand.</translation>
    </message>
    <message>
        <source>Make a segment</source>
        <translation>Segment anlegen</translation>
    </message>
    <message>
        <source>A segment of these people</source>
        <translation>Ein Segment aus diesen Personen</translation>
    </message>
</context>
<context>
    <name>audience::ui::PeriodPicker</name>
    <message>
        <source>Days shown: %1</source>
        <translation>Gezeigte Tage: %1</translation>
    </message>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Letzter %n Tag</numerusform>
            <numerusform>Letzte %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Show these days</source>
        <translation>Diese Tage zeigen</translation>
    </message>
</context>
<context>
    <name>audience::ui::Picker</name>
    <message>
        <source>Type to find</source>
        <translation>Tippen zum Suchen</translation>
    </message>
    <message>
        <source>Type to find or add</source>
        <translation>Tippen zum Suchen oder Hinzufügen</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Type to find or enter</source>
        <translation>Tippen zum Suchen oder Eingeben</translation>
    </message>
    <message>
        <source>Add &quot;%1&quot;</source>
        <translation>„%1“ hinzufügen</translation>
    </message>
    <message>
        <source>There is nothing to choose yet.</source>
        <translation>Noch gibt es nichts zu wählen.</translation>
    </message>
    <message>
        <source>Nothing found for &quot;%1&quot;.</source>
        <translation>Nichts gefunden zu „%1“.</translation>
    </message>
    <message>
        <source>Looking for &quot;%1&quot; …</source>
        <translation>„%1“ wird gesucht …</translation>
    </message>
</context>
<context>
    <name>audience::ui::PlanOptions</name>
    <message>
        <source>More about who</source>
        <translation>Mehr dazu, wer</translation>
    </message>
    <message>
        <source>More about when</source>
        <translation>Mehr dazu, wann</translation>
    </message>
    <message>
        <source>More about how</source>
        <translation>Mehr dazu, wie</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Some get nothing, to learn what the email itself brings</source>
        <translation>Eine Vergleichsgruppe bekommt nichts; das zeigt, was die E-Mail selbst bringt</translation>
    </message>
    <message>
        <source>How many of a hundred get nothing</source>
        <translation>Wie viele von hundert nichts bekommen</translation>
    </message>
    <message>
        <source>At most so many people</source>
        <translation>Höchstens so viele Personen</translation>
    </message>
    <message>
        <source>The people of the moment it is scheduled, not those of the start</source>
        <translation>Die Personen vom Zeitpunkt der Planung, nicht die vom Beginn</translation>
    </message>
    <message>
        <source>On each person&apos;s own clock</source>
        <translation>Nach der Ortszeit jeder Person</translation>
    </message>
    <message>
        <source>In portions</source>
        <translation>In Portionen</translation>
    </message>
    <message>
        <source>People of one portion</source>
        <translation>Personen je Portion</translation>
    </message>
    <message>
        <source>every</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Minutes between two portions</source>
        <translation>Minuten zwischen zwei Portionen</translation>
    </message>
    <message>
        <source>Not any more when it is late by</source>
        <translation>Nicht mehr senden bei einer Verspätung von</translation>
    </message>
    <message>
        <source>Hours after which it is too late</source>
        <translation>Stunden, nach denen es zu spät ist</translation>
    </message>
    <message>
        <source>Only at certain hours</source>
        <translation>Nur zu bestimmten Uhrzeiten</translation>
    </message>
    <message>
        <source>From this hour</source>
        <translation>Von dieser Uhrzeit</translation>
    </message>
    <message>
        <source>To this hour</source>
        <translation>Bis zu dieser Uhrzeit</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Not on certain days</source>
        <translation>An bestimmten Tagen nicht</translation>
    </message>
    <message>
        <source>One more day without email</source>
        <translation>Ein weiterer Tag ohne E-Mail</translation>
    </message>
    <message>
        <source>%1, remove</source>
        <translation>%1, entfernen</translation>
    </message>
    <message>
        <source>Again and again</source>
        <translation>Immer wieder</translation>
    </message>
    <message>
        <source>Every so many</source>
        <translation>Im Abstand von so vielen</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation>Wochen</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Marketing</source>
        <translation>Marketing</translation>
    </message>
    <message>
        <source>Asked for by the person</source>
        <translation>Von der Person angefordert</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Vorrang</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Zuerst</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Slower to each mailbox provider</source>
        <translation>Langsamer an jeden Mailanbieter</translation>
    </message>
    <message>
        <source>Emails per second to one domain</source>
        <translation>E-Mails je Sekunde an eine Domain</translation>
    </message>
    <message>
        <source>So many of a hundred rejected</source>
        <translation>So viele von hundert abgelehnt</translation>
    </message>
    <message>
        <source>At its own speed to some</source>
        <translation>An manche mit eigenem Tempo</translation>
    </message>
    <message>
        <source>Domains and emails per second</source>
        <translation>Domains und E-Mails je Sekunde</translation>
    </message>
    <message>
        <source>Warm up: at most on the first day, the second, ...</source>
        <translation>Aufwärmen: höchstens am ersten Tag, am zweiten, ...</translation>
    </message>
    <message>
        <source>Emails of each day</source>
        <translation>E-Mails jedes Tages</translation>
    </message>
    <message>
        <source>More about what is followed</source>
        <translation>Mehr dazu, was erfasst wird</translation>
    </message>
    <message>
        <source>At the hour at which each person opened most emails so far</source>
        <translation>Zu der Uhrzeit, zu der jede Person bisher die meisten E-Mails geöffnet hat</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln Person</numerusform>
            <numerusform>%Ln Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln Minute</numerusform>
            <numerusform>%Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln Stunde</numerusform>
            <numerusform>%Ln Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 per second</source>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>Send a first part, then wait for my word</source>
        <translation>Einen ersten Teil senden, dann warten, bis ich fortsetze</translation>
    </message>
    <message>
        <source>People of the first part</source>
        <translation>Personen des ersten Teils</translation>
    </message>
    <message>
        <source>Pause when so many of the last hundred are rejected</source>
        <translation>Anhalten, wenn so viele der letzten hundert abgelehnt werden</translation>
    </message>
    <message>
        <source>A limit over a time</source>
        <translation>Grenze für einen Zeitraum</translation>
    </message>
    <message>
        <source>Emails in that time</source>
        <translation>E-Mails in diesem Zeitraum</translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails</source>
        <translation>
            <numerusform>%Ln E-Mail</numerusform>
            <numerusform>%Ln E-Mails</numerusform>
        </translation>
    </message>
    <message>
        <source>in</source>
        <translation>in</translation>
    </message>
    <message>
        <source>How long that time is</source>
        <translation>Länge dieses Zeitraums</translation>
    </message>
    <message>
        <source>Minutes, hours or days</source>
        <translation>Minuten, Stunden oder Tage</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>At most so many</source>
        <translation>Höchstens so viele</translation>
    </message>
    <message>
        <source>Only addresses of some domains</source>
        <translation>Nur Adressen bestimmter Domains</translation>
    </message>
    <message>
        <source>No addresses of some domains</source>
        <translation>Keine Adressen bestimmter Domains</translation>
    </message>
    <message>
        <source>By chance</source>
        <translation>Nach Zufall</translation>
    </message>
    <message>
        <source>Highest first</source>
        <translation>Höchste Werte zuerst</translation>
    </message>
    <message>
        <source>Lowest first</source>
        <translation>Niedrigste Werte zuerst</translation>
    </message>
    <message>
        <source>Lowest %1 first</source>
        <translation>Niedrigste Werte in %1 zuerst</translation>
    </message>
    <message>
        <source>Highest %1 first</source>
        <translation>Höchste Werte in %1 zuerst</translation>
    </message>
    <message>
        <source>Which of them: %1</source>
        <translation>Welche davon: %1</translation>
    </message>
    <message>
        <source>Once for each</source>
        <translation>Einmal je</translation>
    </message>
    <message>
        <source>Email address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Of people with the same value one gets the email, such as one person of a household</source>
        <translation>Von Personen mit demselben Wert erhält eine die E-Mail, etwa eine Person je Haushalt</translation>
    </message>
    <message>
        <source>One more domain</source>
        <translation>Weitere Domain</translation>
    </message>
    <message>
        <source>Do not count who opens it</source>
        <translation>Nicht zählen, wer sie öffnet</translation>
    </message>
    <message>
        <source>Do not count who clicks</source>
        <translation>Nicht zählen, wer klickt</translation>
    </message>
    <message>
        <source>Publish a copy to read in the browser</source>
        <translation>Eine Kopie zum Lesen im Browser veröffentlichen</translation>
    </message>
    <message>
        <source>Needs the public corner, which is made under Connections</source>
        <translation>Braucht den öffentlichen Bereich; er wird unter Verbindungen angelegt</translation>
    </message>
    <message>
        <source>Mark the links for your web statistics (UTM)</source>
        <translation>Links für Ihre Webstatistik kennzeichnen (UTM)</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Campaign</source>
        <translation>Kampagne</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Begriff</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>A link then reads: %1</source>
        <translation>Ein Link lautet dann: %1</translation>
    </message>
    <message>
        <source>every %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>Days, weeks, months or times of your own</source>
        <translation>Tage, Wochen, Monate oder eigene Zeiten</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Minute, hour, day, month and weekday</source>
        <translation>Minute, Stunde, Tag, Monat und Wochentag</translation>
    </message>
    <message>
        <source>Minute, hour, day of the month, month and weekday, * for every one. &quot;30 9 * * 1-5&quot; is half past nine from Monday to Friday, &quot;0 8 1 * *&quot; eight o&apos;clock on the first of each month.</source>
        <translation>Minute, Stunde, Tag des Monats, Monat und Wochentag, * für jeden Wert. „30 9 * * 1-5“ heißt halb zehn von Montag bis Freitag, „0 8 1 * *“ acht Uhr am Ersten jedes Monats.</translation>
    </message>
    <message>
        <source>minute, hour, day, month, weekday</source>
        <translation>Minute, Stunde, Tag, Monat, Wochentag</translation>
    </message>
    <message>
        <source>It starts: %1</source>
        <translation>Sie startet: %1</translation>
    </message>
    <message>
        <source>Within a day of the start. Who has opened fewer than three emails gets it at the start.</source>
        <translation>Innerhalb eines Tages nach dem Start. Wer weniger als drei E-Mails geöffnet hat, bekommt sie zum Start.</translation>
    </message>
</context>
<context>
    <name>audience::ui::PressurePane</name>
    <message>
        <source>Of how many days</source>
        <translation>Von wie vielen Tagen</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Fullest days</source>
        <translation>Vollste Tage</translation>
    </message>
    <message>
        <source>The same people twice</source>
        <translation>Dieselben Personen zweimal</translation>
    </message>
    <message>
        <source>Practice: nobody is really emailed.</source>
        <translation>Übung: Niemand wird wirklich angeschrieben.</translation>
    </message>
    <message>
        <source>Over the limit</source>
        <translation>Über der Grenze</translation>
    </message>
    <message>
        <source>Counting who gets something…</source>
        <translation>Es wird gezählt, wer etwas bekommt …</translation>
    </message>
    <message numerus="yes">
        <source>At most %1 emails in %n days; the later one is kept back</source>
        <translation>
            <numerusform>Höchstens %1 E-Mails in %n Tag; die spätere wird zurückgehalten</numerusform>
            <numerusform>Höchstens %1 E-Mails in %n Tagen; die spätere wird zurückgehalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is scheduled in these days.</source>
        <translation>In diesen Tagen ist nichts geplant.</translation>
    </message>
    <message numerus="yes">
        <source>get something in the next %n days</source>
        <translation>
            <numerusform>bekommen innerhalb von %n Tag etwas</numerusform>
            <numerusform>bekommen in den nächsten %n Tagen etwas</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be counted: %2</source>
        <translation>%1 lässt sich nicht zählen: %2</translation>
    </message>
    <message>
        <source>1 email</source>
        <translation>1 E-Mail</translation>
    </message>
    <message>
        <source>2 emails</source>
        <translation>2 E-Mails</translation>
    </message>
    <message>
        <source>3 or more</source>
        <translation>3 oder mehr</translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails</source>
        <translation>
            <numerusform>%Ln E-Mail</numerusform>
            <numerusform>%Ln E-Mails</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1, dann %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them do not get %1</source>
        <translation>
            <numerusform>%Ln davon bekommt %1 nicht</numerusform>
            <numerusform>%Ln davon bekommen %1 nicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Two emails within %n hours. No limit is set, so they get both.</source>
        <translation>
            <numerusform>Zwei E-Mails innerhalb von %n Stunde. Es ist keine Grenze gesetzt, daher gehen beide hinaus.</numerusform>
            <numerusform>Zwei E-Mails innerhalb von %n Stunden. Es ist keine Grenze gesetzt, daher gehen beide hinaus.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::PreviewPane</name>
    <message>
        <source>Who makes it dark</source>
        <translation>Wer sie dunkel macht</translation>
    </message>
    <message>
        <source>Its own styles</source>
        <translation>Eigene Stile</translation>
    </message>
    <message>
        <source>Partly turned</source>
        <translation>Teils umgekehrt</translation>
    </message>
    <message>
        <source>Fully turned</source>
        <translation>Ganz umgekehrt</translation>
    </message>
    <message>
        <source>Pictures are off, as Outlook and many companies have them at first: the alternative texts speak for them.</source>
        <translation>Bilder sind ausgeschaltet, wie zunächst in Outlook und vielen Unternehmen: Die Alternativtexte sprechen für sie.</translation>
    </message>
    <message>
        <source>Light grounds and dark words are turned, as Gmail on Android and Outlook.com do it.</source>
        <translation>Heller Grund und dunkle Schrift werden umgekehrt, wie es Gmail unter Android und Outlook.com tun.</translation>
    </message>
    <message>
        <source>All colours are turned, as Gmail on an iPhone and Outlook for Windows do it.</source>
        <translation>Alle Farben werden umgekehrt, wie es Gmail auf dem iPhone und Outlook für Windows tun.</translation>
    </message>
    <message>
        <source>Its own dark styles, as Apple Mail shows them.</source>
        <translation>Ihre eigenen dunklen Stile, wie Apple Mail sie zeigt.</translation>
    </message>
    <message>
        <source>It has no dark styles of its own: Apple Mail leaves it as it is, others turn its colours.</source>
        <translation>Sie hat keine eigenen dunklen Stile: Apple Mail lässt sie, wie sie ist, andere kehren ihre Farben um.</translation>
    </message>
</context>
<context>
    <name>audience::ui::ProfileView</name>
    <message>
        <source>%1 filled · %2 distinct</source>
        <translation>%1 gefüllt · %2 verschieden</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Find a column</source>
        <translation>Spalte suchen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>audience::ui::PropertyEditor</name>
    <message>
        <source>On light</source>
        <translation>Auf Hell</translation>
    </message>
    <message>
        <source>On dark</source>
        <translation>Auf Dunkel</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>As the email has it</source>
        <translation>Wie in der E-Mail</translation>
    </message>
    <message>
        <source>Of the brand</source>
        <translation>Von der Marke</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>%1, on dark %2</source>
        <translation>%1, auf Dunkel %2</translation>
    </message>
    <message>
        <source>is filled in</source>
        <translation>ist ausgefüllt</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>ist mehr als</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>ist weniger als</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Condition in Liquid</source>
        <translation>Bedingung in Liquid</translation>
    </message>
    <message>
        <source>vip and orders &gt; 3</source>
        <translation>vip and orders &gt; 3</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Only people whose …</source>
        <translation>Nur Personen, deren…</translation>
    </message>
    <message>
        <source>Custom condition</source>
        <translation>Eigene Bedingung</translation>
    </message>
    <message>
        <source>Choose a field</source>
        <translation>Feld wählen</translation>
    </message>
    <message>
        <source>Field: %1</source>
        <translation>Feld: %1</translation>
    </message>
    <message>
        <source>As on desktop</source>
        <translation>Wie am Computer</translation>
    </message>
    <message>
        <source>As the brand has it</source>
        <translation>Wie in der Marke</translation>
    </message>
    <message>
        <source>In every mail program</source>
        <translation>In jedem E-Mail-Programm</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add to %1</source>
        <translation>Zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>New link</source>
        <translation>Neuer Link</translation>
    </message>
    <message>
        <source>New product</source>
        <translation>Neues Produkt</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Neue Zeile</translation>
    </message>
    <message>
        <source>Entry %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <source>%1, entry %2</source>
        <translation>%1, Eintrag %2</translation>
    </message>
    <message>
        <source>%1, entry %2: %3</source>
        <translation>%1, Eintrag %2: %3</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>Spalte hinzufügen</translation>
    </message>
    <message>
        <source>Move the row up</source>
        <translation>Zeile nach oben verschieben</translation>
    </message>
    <message>
        <source>Move the row down</source>
        <translation>Zeile nach unten verschieben</translation>
    </message>
    <message>
        <source>Remove the row</source>
        <translation>Zeile entfernen</translation>
    </message>
    <message>
        <source>Remove the column</source>
        <translation>Spalte entfernen</translation>
    </message>
    <message>
        <source>The picture, small</source>
        <translation>Das Bild, klein</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Address of the picture</source>
        <translation>Adresse des Bildes</translation>
    </message>
    <message>
        <source>Logo of the brand</source>
        <translation>Logo der Marke</translation>
    </message>
    <message>
        <source>A picture that is not in the library</source>
        <translation>Ein Bild, das nicht in der Bibliothek steht</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Look through the library…</source>
        <translation>Bibliothek ansehen…</translation>
    </message>
    <message>
        <source>An address</source>
        <translation>Eine Adresse</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>Unterstreichen</translation>
    </message>
    <message>
        <source>Strike through</source>
        <translation>Durchstreichen</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Insert a field</source>
        <translation>Feld einfügen</translation>
    </message>
    <message>
        <source>Where the words lead</source>
        <translation>Wohin der Text führt</translation>
    </message>
    <message>
        <source>https://, then Enter</source>
        <translation>https://, dann Eingabetaste</translation>
    </message>
    <message>
        <source>Addresses of this email</source>
        <translation>Adressen dieser E-Mail</translation>
    </message>
    <message>
        <source>Unsubscribe</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Choose what to get</source>
        <translation>Auswählen, was man erhält</translation>
    </message>
    <message>
        <source>This email in the browser</source>
        <translation>Diese E-Mail im Browser</translation>
    </message>
    <message>
        <source>Of the person</source>
        <translation>Von der Person</translation>
    </message>
    <message>
        <source>That of the brand</source>
        <translation>Die der Marke</translation>
    </message>
    <message>
        <source>A number from %1 to %2</source>
        <translation>Eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>Each side by itself</source>
        <translation>Jede Seite für sich</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>varies</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>üblich</translation>
    </message>
    <message>
        <source>By language</source>
        <translation>Nach Sprache</translation>
    </message>
</context>
<context>
    <name>audience::ui::QueryView</name>
    <message>
        <source>Query in SQL</source>
        <translation>Abfrage in SQL</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Gestoppt.</translation>
    </message>
    <message>
        <source>Reads only; your datasets are tables.</source>
        <translation>Liest nur; Ihre Daten sind Tabellen.</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
    <message numerus="yes">
        <source>The first %n rows</source>
        <translation>
            <numerusform>Die erste Zeile</numerusform>
            <numerusform>Die ersten %n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Workspace %1</source>
        <translation>Arbeitsbereich %1</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>a page of the rail and the keys that open it</extracomment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>audience::ui::ReachPanel</name>
    <message>
        <source>People in this segment</source>
        <translation>Personen in diesem Segment</translation>
    </message>
    <message>
        <source>Show why the others cannot be emailed</source>
        <translation>Zeigen, warum die anderen nicht angeschrieben werden können</translation>
    </message>
    <message>
        <source>Cannot be emailed, and why</source>
        <translation>Nicht anschreibbar, und warum</translation>
    </message>
    <message>
        <source>Choose a reason to see who they are.</source>
        <translation>Wählen Sie einen Grund, um zu sehen, wer es ist.</translation>
    </message>
    <message>
        <source>Left after each rule</source>
        <translation>Übrig nach jeder Regel</translation>
    </message>
    <message>
        <source>Can be emailed about</source>
        <translation>Können angeschrieben werden zu</translation>
    </message>
    <message>
        <source>not counted yet</source>
        <translation>noch nicht gezählt</translation>
    </message>
    <message>
        <source>%1 people in this segment</source>
        <translation>%1 Personen in diesem Segment</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>can be emailed</source>
        <translation>können angeschrieben werden</translation>
    </message>
    <message>
        <source>%1 can be emailed</source>
        <translation>%1 können angeschrieben werden</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>left. %1. %2 meet it by itself</source>
        <translation>übrig. %1. %2 erfüllen sie für sich allein</translation>
    </message>
    <message>
        <source>Can be emailed</source>
        <translation>Können angeschrieben werden</translation>
    </message>
    <message>
        <source>Can be emailed about %1</source>
        <translation>Zu %1 anschreibbar</translation>
    </message>
    <message>
        <source>All people</source>
        <translation>Alle Personen</translation>
    </message>
    <message>
        <source>Left after: %1</source>
        <translation>Übrig nach: %1</translation>
    </message>
    <message>
        <source>Never emailed: %1</source>
        <translation>Nie angeschrieben: %1</translation>
    </message>
    <message>
        <source>Stands out by</source>
        <translation>Fällt auf durch</translation>
    </message>
    <message numerus="yes">
        <source>%n weeks ago: %1</source>
        <translation>
            <numerusform>Vor %n Woche: %1</numerusform>
            <numerusform>Vor %n Wochen: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>before the last change</source>
        <translation>vor der letzten Änderung</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 mehr</translation>
    </message>
    <message>
        <source>%1 fewer</source>
        <translation>%1 weniger</translation>
    </message>
</context>
<context>
    <name>audience::ui::RecoveredBar</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Recovered what you were writing at %1. It is not saved.</source>
        <translation>Was Sie um %1 geschrieben haben, ist wieder da. Es ist nicht gespeichert.</translation>
    </message>
    <message>
        <source>Recovered what you were writing on &quot;%1&quot; at %2. It is not saved.</source>
        <translation>Was Sie um %2 an „%1“ geschrieben haben, ist wieder da. Es ist nicht gespeichert.</translation>
    </message>
</context>
<context>
    <name>audience::ui::ReportMenu</name>
    <message>
        <source>Copy a summary</source>
        <translation>Zusammenfassung kopieren</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Als PDF speichern…</translation>
    </message>
    <message>
        <source>Save as a web page…</source>
        <translation>Als Webseite speichern…</translation>
    </message>
    <message>
        <source>Save as a table…</source>
        <translation>Als Tabelle speichern…</translation>
    </message>
    <message>
        <source>The summary can be pasted now</source>
        <translation>Die Zusammenfassung kann jetzt eingefügt werden</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF-Dateien (*.pdf)</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>The report is in %1</source>
        <translation>Der Bericht liegt in %1</translation>
    </message>
    <message>
        <source>Saving the report %1</source>
        <translation>Bericht %1 wird gesichert</translation>
    </message>
</context>
<context>
    <name>audience::ui::ReviewBar</name>
    <message>
        <source>What has to change</source>
        <translation>Was sich ändern muss</translation>
    </message>
    <message>
        <source>What has to change?</source>
        <translation>Was muss sich ändern?</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>Do not send it back</source>
        <translation>Nicht zurückgeben</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Ask for approval</source>
        <translation>Um Freigabe bitten</translation>
    </message>
    <message>
        <source>Asked for approval</source>
        <translation>Um Freigabe gebeten</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Wie zuvor</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>Zurückgegeben</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Approved by %1, %2</source>
        <translation>Freigegeben von %1, %2</translation>
    </message>
    <message>
        <source>%1 asked for approval, %2</source>
        <translation>%1 hat um Freigabe gebeten, %2</translation>
    </message>
    <message>
        <source>%1 sent it back, %2</source>
        <translation>%1 hat sie zurückgegeben, %2</translation>
    </message>
    <message>
        <source>%1 sent it back, %2: %3</source>
        <translation>%1 hat sie zurückgegeben, %2: %3</translation>
    </message>
    <message>
        <source>Nobody has approved it as it stands</source>
        <translation>In der jetzigen Fassung hat sie niemand freigegeben</translation>
    </message>
    <message>
        <source>Ask %1 to approve</source>
        <translation>%1 um Freigabe bitten</translation>
    </message>
    <message>
        <source>You wrote this version, so somebody else approves it</source>
        <translation>Sie haben diese Fassung geschrieben, also gibt sie jemand anderes frei</translation>
    </message>
    <message>
        <source>It may be sent as it stands</source>
        <translation>Sie darf in der jetzigen Fassung gesendet werden</translation>
    </message>
</context>
<context>
    <name>audience::ui::RightsCard</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Anzeigen: %1</translation>
    </message>
    <message>
        <source>To send and to set up</source>
        <translation>Zum Senden und Einrichten</translation>
    </message>
    <message>
        <source>Only to send</source>
        <translation>Nur zum Senden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save as a file</source>
        <translation>Als Datei speichern</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Save the policy</source>
        <translation>Richtlinie speichern</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1</translation>
    </message>
</context>
<context>
    <name>audience::ui::RowPanel</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>kein</translation>
    </message>
    <message numerus="yes">
        <source>and %n more columns</source>
        <translation>
            <numerusform>und %n weitere Spalte</numerusform>
            <numerusform>und %n weitere Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Emails</source>
        <translation>E-Mails</translation>
    </message>
</context>
<context>
    <name>audience::ui::RowsActions</name>
    <message>
        <source>Segment of these rows</source>
        <translation>Segment aus diesen Zeilen</translation>
    </message>
    <message>
        <source>Export writes every row that is shown to a file.</source>
        <translation>Der Export schreibt alle angezeigten Zeilen in eine Datei.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message numerus="yes">
        <source>A segment of the %n people selected</source>
        <translation>
            <numerusform>Ein Segment der %n gewählten Person</numerusform>
            <numerusform>Ein Segment der %n gewählten Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>A segment with the rule of these filters</source>
        <translation>Ein Segment mit der Regel dieser Filter</translation>
    </message>
    <message>
        <source>Some of the people selected have no key, and a segment names people by their key.</source>
        <translation>Einige der ausgewählten Personen haben keinen Schlüssel, und ein Segment nennt Personen bei ihrem Schlüssel.</translation>
    </message>
    <message>
        <source>Leave them out of the selection: filter %1 for what is not empty.</source>
        <translation>Nehmen Sie sie aus der Auswahl: Filtern Sie %1 auf alles, was nicht leer ist.</translation>
    </message>
    <message>
        <source>%1 people are selected; a segment can name at most %2.</source>
        <translation>%1 Personen sind ausgewählt; ein Segment kann höchstens %2 nennen.</translation>
    </message>
    <message>
        <source>The rule of the filters takes everyone the filters show, today and later.</source>
        <translation>Die Regel der Filter nimmt alle auf, die die Filter zeigen, heute und später.</translation>
    </message>
    <message>
        <source>Use the filters</source>
        <translation>Filter verwenden</translation>
    </message>
    <message>
        <source>Filter the rows to the people you mean; the segment then follows the filters.</source>
        <translation>Filtern Sie die Zeilen auf die gemeinten Personen; das Segment folgt dann den Filtern.</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>Filtern…</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>Als CSV exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Exporting %1</source>
        <translation>%1 wird exportiert</translation>
    </message>
    <message>
        <source>%1 rows written to %2</source>
        <translation>%1 Zeilen in %2 geschrieben</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
</context>
<context>
    <name>audience::ui::RowsFoot</name>
    <message>
        <source>%1 · %2</source>
        <comment>which rows · in which order</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>%1, falling</source>
        <translation>%1, fallend</translation>
    </message>
    <message>
        <source>as imported</source>
        <translation>wie importiert</translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1, dann %2</translation>
    </message>
    <message>
        <source>sorted by %1</source>
        <translation>sortiert nach %1</translation>
    </message>
    <message>
        <source>Row %1 of %2</source>
        <translation>Zeile %1 von %2</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>Row %1 of %2 · %3 in all</source>
        <translation>Zeile %1 von %2 · %3 insgesamt</translation>
    </message>
    <message>
        <source>%1 rows · %2 in all</source>
        <translation>%1 Zeilen · %2 insgesamt</translation>
    </message>
    <message numerus="yes">
        <source>%n columns hidden</source>
        <translation>
            <numerusform>%n Spalte ausgeblendet</numerusform>
            <numerusform>%n Spalten ausgeblendet</numerusform>
        </translation>
    </message>
    <message>
        <source>data from %1</source>
        <translation>Daten von %1</translation>
    </message>
    <message>
        <source>%1 cells selected</source>
        <translation>%1 Zellen gewählt</translation>
    </message>
    <message numerus="yes">
        <source>Sum %1 · mean %2 · %n values</source>
        <translation>
            <numerusform>Summe %1 · Mittel %2 · %n Wert</numerusform>
            <numerusform>Summe %1 · Mittel %2 · %n Werte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::RowsPane</name>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No row passes these filters.</source>
        <translation>Keine Zeile passt zu diesen Filtern.</translation>
    </message>
    <message>
        <source>This dataset has no rows. Import a file to fill it.</source>
        <translation>Diese Tabelle hat keine Zeilen. Importieren Sie eine Datei, um sie zu füllen.</translation>
    </message>
    <message>
        <source>all empty</source>
        <translation>alle leer</translation>
    </message>
    <message>
        <source>%1 invalid</source>
        <translation>%1 ungültig</translation>
    </message>
    <message>
        <source>all distinct</source>
        <translation>alle verschieden</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 distinct</source>
        <translation>%1 verschiedene</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Show rows</source>
        <translation>Zeilen zeigen</translation>
    </message>
    <message>
        <source>Show column</source>
        <translation>Spalte zeigen</translation>
    </message>
    <message>
        <source>%1: found by a check</source>
        <translation>%1: von einer Prüfung gefunden</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle aufheben</translation>
    </message>
    <message>
        <source>Remove the filter: %1</source>
        <translation>Filter entfernen: %1</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>Diesen Filter entfernen</translation>
    </message>
    <message>
        <source>Move column</source>
        <translation>Spalte verschieben</translation>
    </message>
    <message>
        <source>Resize column</source>
        <translation>Spaltenbreite ändern</translation>
    </message>
    <message>
        <source>One column has to stay.</source>
        <translation>Eine Spalte muss bleiben.</translation>
    </message>
    <message>
        <source>Hide column</source>
        <translation>Spalte ausblenden</translation>
    </message>
    <message>
        <source>Pin column</source>
        <translation>Spalte anheften</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n rows.</source>
        <translation>
            <numerusform>%n Zeile kopiert.</numerusform>
            <numerusform>%n Zeilen kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show row</source>
        <translation>Zeile zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy with headers</source>
        <translation>Mit Überschriften kopieren</translation>
    </message>
    <message>
        <source>Only rows with this value</source>
        <translation>Nur Zeilen mit diesem Wert</translation>
    </message>
    <message>
        <source>Sort rising</source>
        <translation>Aufsteigend sortieren</translation>
    </message>
    <message>
        <source>Sort falling</source>
        <translation>Absteigend sortieren</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>Filtern…</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin to the side</source>
        <translation>An der Seite anheften</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Go to row…</source>
        <translation>Zu Zeile gehen…</translation>
    </message>
    <message>
        <source>Copied the first %1 of %2 rows.</source>
        <translation>Die ersten %1 von %2 Zeilen kopiert.</translation>
    </message>
    <message>
        <source>Only the first %1 of the %2 rows selected were copied; the clipboard is given at most a million cells or 32 MB.</source>
        <translation>Nur die ersten %1 der %2 ausgewählten Zeilen wurden kopiert; die Zwischenablage bekommt höchstens eine Million Zellen oder 32 MB.</translation>
    </message>
    <message>
        <source>Reading the rows…</source>
        <translation>Zeilen werden gelesen …</translation>
    </message>
    <message>
        <source>The rows could not be read</source>
        <translation>Die Zeilen konnten nicht gelesen werden</translation>
    </message>
</context>
<context>
    <name>audience::ui::RuleDocument</name>
    <message>
        <source>Add a rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Remove a rule</source>
        <translation>Regel entfernen</translation>
    </message>
</context>
<context>
    <name>audience::ui::RuleJoint</name>
    <message>
        <source>OR</source>
        <translation>ODER</translation>
    </message>
    <message>
        <source>NONE</source>
        <translation>KEINE</translation>
    </message>
    <message>
        <source>NOT</source>
        <translation>NICHT</translation>
    </message>
    <message>
        <source>AND</source>
        <translation>UND</translation>
    </message>
    <message>
        <source>Change how these rules are joined</source>
        <translation>Ändern, wie diese Regeln verbunden sind</translation>
    </message>
    <message>
        <source>Change how the rules of this group are joined; drag to move the group, or Alt and the arrow keys</source>
        <translation>Ändern, wie die Regeln dieser Gruppe verbunden sind; Ziehen oder Alt mit den Pfeiltasten verschiebt die Gruppe</translation>
    </message>
    <message>
        <source>AND: all of them</source>
        <translation>UND: alle davon</translation>
    </message>
    <message>
        <source>OR: at least one</source>
        <translation>ODER: mindestens eine</translation>
    </message>
    <message>
        <source>NONE: not one of them</source>
        <translation>KEINE: nicht eine davon</translation>
    </message>
    <message>
        <source>This group</source>
        <translation>Diese Gruppe</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Take the group apart</source>
        <translation>Gruppe auflösen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take a group apart</source>
        <translation>Eine Gruppe auflösen</translation>
    </message>
    <message>
        <source>Join differently</source>
        <translation>Anders verbinden</translation>
    </message>
</context>
<context>
    <name>audience::ui::RuleView</name>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Move a rule</source>
        <translation>Regel verschieben</translation>
    </message>
    <message>
        <source>Everybody is in this segment. Add a condition to narrow it down.</source>
        <translation>In diesem Segment sind alle. Fügen Sie eine Bedingung hinzu, um es einzugrenzen.</translation>
    </message>
    <message>
        <source>Followed by</source>
        <translation>Gefolgt von</translation>
    </message>
    <message>
        <source>Made a group: either of the two is enough now</source>
        <translation>Gruppe gebildet: Nun genügt eines von beiden</translation>
    </message>
    <message>
        <source>Made a group: both of the two together now</source>
        <translation>Gruppe gebildet: Nun gilt beides zusammen</translation>
    </message>
    <message>
        <source>Makes a group: either of the two</source>
        <translation>Bildet eine Gruppe: eines von beiden</translation>
    </message>
    <message>
        <source>Makes a group: both of the two</source>
        <translation>Bildet eine Gruppe: beides zusammen</translation>
    </message>
</context>
<context>
    <name>audience::ui::SafetyCard</name>
    <message>
        <source>Never emailed</source>
        <translation>Nie angeschrieben</translation>
    </message>
    <message>
        <source>Who is in one of these is kept back from every campaign, whatever its rules say. Consent and blocked addresses count besides.</source>
        <translation>Wer in einem davon ist, wird bei jeder Kampagne zurückgehalten, was deren Regeln auch sagen. Einwilligung und gesperrte Adressen zählen zusätzlich.</translation>
    </message>
    <message>
        <source>Add a segment or a list…</source>
        <translation>Segment oder Liste hinzufügen …</translation>
    </message>
    <message>
        <source>Who they are</source>
        <translation>Wer es ist</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>cannot be counted</source>
        <translation>nicht zählbar</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people in all are never emailed</source>
        <translation>
            <numerusform>Insgesamt wird %Ln Person nie angeschrieben</numerusform>
            <numerusform>Insgesamt werden %Ln Personen nie angeschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Nobody is. Add your colleagues, the press, or people with an open complaint.</source>
        <translation>Niemand. Fügen Sie Ihre Kollegen hinzu, die Presse oder Personen mit einer offenen Beschwerde.</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Who is in &quot;%1&quot; is never emailed now</source>
        <translation>Wer in „%1“ ist, wird jetzt nie angeschrieben</translation>
    </message>
    <message>
        <source>Who is in &quot;%1&quot; may be emailed again</source>
        <translation>Wer in „%1“ ist, darf wieder angeschrieben werden</translation>
    </message>
</context>
<context>
    <name>audience::ui::SavedBlocks</name>
    <message>
        <source>Name to save it under</source>
        <translation>Name, unter dem sie gespeichert wird</translation>
    </message>
    <message>
        <source>Name, then Enter</source>
        <translation>Name, dann Eingabetaste</translation>
    </message>
    <message>
        <source>Saved blocks</source>
        <translation>Gespeicherte Blöcke</translation>
    </message>
    <message>
        <source>Insert, linked</source>
        <translation>Verknüpft einfügen</translation>
    </message>
    <message>
        <source>It follows the saved block: when that changes, this does</source>
        <translation>Folgt dem gespeicherten Block: Ändert sich der, ändert sich dieser Teil mit</translation>
    </message>
    <message>
        <source>Insert a copy</source>
        <translation>Kopie einfügen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Nothing saved yet</source>
        <translation>Noch nichts gespeichert</translation>
    </message>
    <message>
        <source>Select a part of the email and save it, to use it in others.</source>
        <translation>Wählen Sie einen Teil der E-Mail aus und speichern Sie ihn, um ihn in anderen zu verwenden.</translation>
    </message>
    <message>
        <source>The saved blocks cannot be read</source>
        <translation>Die gespeicherten Blöcke können nicht gelesen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <source>In %n templates</source>
        <translation>
            <numerusform>In %n Vorlage</numerusform>
            <numerusform>In %n Vorlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>In no template yet</source>
        <translation>Noch in keiner Vorlage</translation>
    </message>
    <message>
        <source>Select a section or a block of the email first</source>
        <translation>Wählen Sie zuerst einen Abschnitt oder Block der E-Mail aus</translation>
    </message>
    <message numerus="yes">
        <source>Update everywhere (%n templates)</source>
        <translation>
            <numerusform>Überall aktualisieren (%n Vorlage)</numerusform>
            <numerusform>Überall aktualisieren (%n Vorlagen)</numerusform>
        </translation>
    </message>
    <message>
        <source>Update the saved block</source>
        <translation>Gespeicherten Block aktualisieren</translation>
    </message>
    <message>
        <source>&quot;%1&quot; becomes what is selected here</source>
        <translation>„%1“ wird zu dem, was hier ausgewählt ist</translation>
    </message>
    <message>
        <source>Insert a saved block</source>
        <translation>Gespeicherten Block einfügen</translation>
    </message>
    <message>
        <source>Save a block for other emails</source>
        <translation>Block für andere E-Mails speichern</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can be used in every email now</source>
        <translation>„%1“ lässt sich jetzt in jeder E-Mail verwenden</translation>
    </message>
    <message numerus="yes">
        <source>Updated in %n templates</source>
        <translation>
            <numerusform>In %n Vorlage aktualisiert</numerusform>
            <numerusform>In %n Vorlagen aktualisiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The saved block is up to date</source>
        <translation>Der gespeicherte Block ist aktuell</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is removed; emails keep it as a copy</source>
        <translation>„%1“ ist entfernt; E-Mails behalten ihn als Kopie</translation>
    </message>
    <message>
        <source>Save selection</source>
        <translation>Auswahl speichern</translation>
    </message>
</context>
<context>
    <name>audience::ui::SavedBlocksModel</name>
    <message numerus="yes">
        <source>%1, in %n templates</source>
        <translation>
            <numerusform>%1, in %n Vorlage</numerusform>
            <numerusform>%1, in %n Vorlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, in no template</source>
        <translation>%1, in keiner Vorlage</translation>
    </message>
    <message>
        <source>%1: in %2</source>
        <translation>%1: in %2</translation>
    </message>
</context>
<context>
    <name>audience::ui::SegmentsPage</name>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>New segment</source>
        <translation>Neues Segment</translation>
    </message>
    <message>
        <source>Save segment</source>
        <translation>Segment speichern</translation>
    </message>
    <message>
        <source>No segments yet</source>
        <translation>Noch keine Segmente</translation>
    </message>
    <message>
        <source>A segment is a rule that says who gets an email: big spenders, new this month, not seen for a while. It is counted as you write it.</source>
        <translation>Ein Segment ist eine Regel, die sagt, wer eine E-Mail erhält: gute Kunden, neue in diesem Monat, lange nicht gesehene. Es wird gezählt, während Sie schreiben.</translation>
    </message>
    <message>
        <source>Nobody to choose from yet</source>
        <translation>Noch niemand zur Auswahl</translation>
    </message>
    <message>
        <source>A segment picks people from your data. Import the people you may write to, then say here who gets what.</source>
        <translation>Ein Segment wählt Personen aus Ihren Daten. Importieren Sie die Personen, denen Sie schreiben dürfen, und sagen Sie dann hier, wer was erhält.</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>Daten importieren</translation>
    </message>
    <message>
        <source>Use in a campaign</source>
        <translation>In einer Kampagne verwenden</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>The same rule as text. Change it here if that is quicker, then use it.</source>
        <translation>Dieselbe Regel als Text. Ändern Sie sie hier, wenn es schneller geht, und übernehmen Sie sie.</translation>
    </message>
    <message>
        <source>The rule as text</source>
        <translation>Die Regel als Text</translation>
    </message>
    <message>
        <source>Use this text</source>
        <translation>Diesen Text übernehmen</translation>
    </message>
    <message>
        <source>What a database would be asked. Both find the same people.</source>
        <translation>Was eine Datenbank gefragt würde. Beide finden dieselben Personen.</translation>
    </message>
    <message>
        <source>The rule as SQL</source>
        <translation>Die Regel als SQL</translation>
    </message>
    <message>
        <source>Take another version</source>
        <translation>Andere Fassung übernehmen</translation>
    </message>
    <message>
        <source>Rule %1</source>
        <translation>Regel %1</translation>
    </message>
    <message>
        <source>Data from %1</source>
        <translation>Daten von %1</translation>
    </message>
    <message>
        <source>Export the members…</source>
        <translation>Mitglieder exportieren…</translation>
    </message>
    <message>
        <source>Export the members</source>
        <translation>Mitglieder exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>The data have no %1 any more</source>
        <translation>%1 gibt es in den Daten nicht mehr</translation>
    </message>
    <message>
        <source>Choose something else in the marked rules, remove them, or import the data that hold it.</source>
        <translation>Wählen Sie in den markierten Regeln etwas anderes, entfernen Sie sie, oder importieren Sie die Daten, die es enthalten.</translation>
    </message>
    <message>
        <source>Change the rule as text</source>
        <translation>Regel als Text ändern</translation>
    </message>
    <message>
        <source>Reading the segments…</source>
        <translation>Die Segmente werden gelesen…</translation>
    </message>
    <message>
        <source>The segments could not be read</source>
        <translation>Die Segmente konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>the list</source>
        <translation>der Liste</translation>
    </message>
    <message>
        <source>the rule</source>
        <translation>der Regel</translation>
    </message>
    <message>
        <source>whom it reaches</source>
        <translation>der Spalte neben der Regel</translation>
    </message>
    <message>
        <source>Lists and values</source>
        <translation>Listen und Merkmale</translation>
    </message>
    <message>
        <source>Lists of people, computed values, and who is never emailed</source>
        <translation>Listen von Personen, berechnete Merkmale und wer nie angeschrieben wird</translation>
    </message>
    <message>
        <source>Lists, computed values and who is never emailed</source>
        <translation>Listen, berechnete Merkmale und wer nie angeschrieben wird</translation>
    </message>
    <message>
        <source>New computed value</source>
        <translation>Neues berechnetes Merkmal</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keep these people as a list</source>
        <translation>Diese Personen als Liste festhalten</translation>
    </message>
    <message>
        <source>Suggested from your data</source>
        <translation>Aus Ihren Daten vorgeschlagen</translation>
    </message>
    <message>
        <source>Groups among your buyers, suggested from your data</source>
        <translation>Gruppen unter Ihren Käufern, aus Ihren Daten vorgeschlagen</translation>
    </message>
    <message>
        <source>Insert a condition</source>
        <translation>Bedingung einfügen</translation>
    </message>
    <message>
        <source>Insert a condition (%1)</source>
        <translation>Bedingung einfügen (%1)</translation>
    </message>
    <message numerus="yes">
        <source>Used in %Ln places</source>
        <translation>
            <numerusform>An %Ln Stelle verwendet</numerusform>
            <numerusform>An %Ln Stellen verwendet</numerusform>
        </translation>
    </message>
    <message>
        <source>Campaigns</source>
        <translation>Kampagnen</translation>
    </message>
    <message>
        <source>Computed values</source>
        <translation>Berechnete Merkmale</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>Schutz</translation>
    </message>
    <message>
        <source>campaign &quot;%1&quot;</source>
        <translation>Kampagne „%1“</translation>
    </message>
    <message>
        <source>segment &quot;%1&quot;</source>
        <translation>Segment „%1“</translation>
    </message>
    <message>
        <source>computed value &quot;%1&quot;</source>
        <translation>berechnetes Merkmal „%1“</translation>
    </message>
    <message>
        <source>who is never emailed</source>
        <translation>wer nie angeschrieben wird</translation>
    </message>
    <message>
        <source>Line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>Who they are</source>
        <translation>Wer es ist</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Überschneidung</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Im Zeitverlauf</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>Look for groups…</source>
        <translation>Gruppen suchen …</translation>
    </message>
</context>
<context>
    <name>audience::ui::SendCalendar</name>
    <message>
        <source>Calendar of sends</source>
        <translation>Kalender der Versände</translation>
    </message>
    <message>
        <source>Arrows go from one to the next, Enter opens, Alt and arrows take what is scheduled to another day</source>
        <translation>Pfeiltasten gehen von einem zum nächsten, die Eingabetaste öffnet, Alt und Pfeiltasten verlegen Geplantes auf einen anderen Tag</translation>
    </message>
    <message>
        <source>%1, was to start %2</source>
        <translation>%1, sollte beginnen %2</translation>
    </message>
    <message>
        <source>%1, goes out %2</source>
        <translation>%1, geht hinaus %2</translation>
    </message>
    <message>
        <source>%1, being sent since %2</source>
        <translation>%1, wird gesendet seit %2</translation>
    </message>
    <message>
        <source>%1, sent %2</source>
        <translation>%1, gesendet %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln Person</numerusform>
            <numerusform>%Ln Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>That day is over</source>
        <translation>Dieser Tag ist vorbei</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln people</source>
        <translation>
            <numerusform>%1, %Ln Person</numerusform>
            <numerusform>%1, %Ln Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 local</source>
        <translation>%1 Ortszeit</translation>
    </message>
    <message>
        <source>%1 on each person&apos;s own clock, which is from %2 to %3 here</source>
        <translation>%1 nach der Ortszeit jeder Person, hier also von %2 bis %3</translation>
    </message>
    <message>
        <source>%1 on each person&apos;s own clock</source>
        <translation>%1 nach der Ortszeit jeder Person</translation>
    </message>
</context>
<context>
    <name>audience::ui::SendTestPanel</name>
    <message>
        <source>Send a test</source>
        <translation>Test senden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>The address the test goes to</source>
        <translation>Die Adresse, an die der Test geht</translation>
    </message>
    <message>
        <source>Your own address</source>
        <translation>Ihre eigene Adresse</translation>
    </message>
    <message>
        <source>as</source>
        <translation>als</translation>
    </message>
    <message>
        <source>The person whose name and values are in it</source>
        <translation>Die Person, deren Name und Werte darin stehen</translation>
    </message>
    <message>
        <source>Send test</source>
        <translation>Test senden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>Datei zeigen</translation>
    </message>
    <message>
        <source>With the values of %1</source>
        <translation>Mit den Werten von %1</translation>
    </message>
    <message>
        <source>Practice mode: it is written to a file, no email leaves this computer.</source>
        <translation>Übungsmodus: Der Test wird in eine Datei geschrieben, keine E-Mail verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>It leaves at once through %1, from %2.</source>
        <translation>Der Test geht sofort über %1 hinaus, von %2.</translation>
    </message>
    <message>
        <source>The test to %1 was written</source>
        <translation>Der Test an %1 wurde geschrieben</translation>
    </message>
    <message>
        <source>The test is on its way to %1</source>
        <translation>Der Test an %1 ist unterwegs</translation>
    </message>
    <message>
        <source>Amazon took it as %1.</source>
        <translation>Amazon hat ihn als %1 angenommen.</translation>
    </message>
    <message>
        <source>Through</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>The connection the test leaves through</source>
        <translation>Die Verbindung, über die der Test hinausgeht</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>a file on this computer</source>
        <translation>eine Datei auf diesem Computer</translation>
    </message>
    <message>
        <source>Amazon SES</source>
        <translation>Amazon SES</translation>
    </message>
    <message>
        <source>Mail server, %1</source>
        <translation>Mailserver, %1</translation>
    </message>
    <message>
        <source>Through %1</source>
        <translation>Über %1</translation>
    </message>
    <message>
        <source>It leaves at once through your mail server %1, from %2.</source>
        <translation>Der Test geht sofort über Ihren Mailserver %1 hinaus, von %2.</translation>
    </message>
    <message>
        <source>Your mail server %1 took it.</source>
        <translation>Ihr Mailserver %1 hat ihn angenommen.</translation>
    </message>
</context>
<context>
    <name>audience::ui::SenderCard</name>
    <message>
        <source>2. Sender</source>
        <translation>2. Absender</translation>
    </message>
    <message>
        <source>Known to Amazon</source>
        <translation>Amazon bekannt</translation>
    </message>
    <message>
        <source>Signed emails (DKIM)</source>
        <translation>Signierte E-Mails (DKIM)</translation>
    </message>
    <message>
        <source>Allowed servers (SPF)</source>
        <translation>Erlaubte Server (SPF)</translation>
    </message>
    <message>
        <source>Protection of the name (DMARC)</source>
        <translation>Schutz des Namens (DMARC)</translation>
    </message>
    <message>
        <source>Set these records where your domain is kept:</source>
        <translation>Setzen Sie diese Einträge dort, wo Ihre Domain verwaltet wird:</translation>
    </message>
    <message>
        <source>Show the DNS records</source>
        <translation>DNS-Einträge anzeigen</translation>
    </message>
    <message>
        <source>Amazon does not know %1 yet, so nothing can be sent from it. Create the domain as an identity at Amazon SES, then check again.</source>
        <translation>Amazon kennt %1 noch nicht, daher kann von dort nichts gesendet werden. Legen Sie die Domain bei Amazon SES als Identität an und prüfen Sie dann erneut.</translation>
    </message>
    <message>
        <source>%1 is not verified yet: Amazon waits until it sees the records below.</source>
        <translation>%1 ist noch nicht bestätigt: Amazon wartet, bis es die Einträge unten sieht.</translation>
    </message>
    <message>
        <source>%1 is verified.</source>
        <translation>%1 ist bestätigt.</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Nicht bestätigt</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
</context>
<context>
    <name>audience::ui::SendingFigures</name>
    <message>
        <source>Revenue</source>
        <translation>Umsatz</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>How far the send is</source>
        <translation>Wie weit der Versand ist</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>To go</source>
        <translation>Noch zu senden</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Not sure</source>
        <translation>Ungewiss</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Kept back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>Clicked</source>
        <translation>Geklickt</translation>
    </message>
    <message>
        <source>Bounced</source>
        <translation>Unzustellbar</translation>
    </message>
    <message>
        <source>Unsubscribed</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Complained</source>
        <translation>Beschwert</translation>
    </message>
    <message>
        <source>%1 /s</source>
        <translation>%1 /s</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>begonnen %1</translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation>beendet %1</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes late: no computer was awake</source>
        <translation>
            <numerusform>%n Minute zu spät: Kein Computer war wach</numerusform>
            <numerusform>%n Minuten zu spät: Kein Computer war wach</numerusform>
        </translation>
    </message>
    <message>
        <source>practice: readers are made up</source>
        <translation>Übung: Leser sind erfunden</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message numerus="yes">
        <source>about %n s left</source>
        <translation>
            <numerusform>noch etwa %n s</numerusform>
            <numerusform>noch etwa %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n min left</source>
        <translation>
            <numerusform>noch etwa %n min</numerusform>
            <numerusform>noch etwa %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>Opened by programs</source>
        <translation>Von Programmen geöffnet</translation>
    </message>
    <message>
        <source>Your mail server takes the emails and reports nothing back: who got, opened or clicked one is not known.</source>
        <translation>Ihr Mailserver nimmt die E-Mails an und meldet nichts zurück: Wer eine erhalten, geöffnet oder angeklickt hat, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>This campaign does not count who opens or clicks it.</source>
        <translation>Diese Kampagne zählt nicht, wer sie öffnet oder klickt.</translation>
    </message>
    <message>
        <source>This campaign does not count who opens it.</source>
        <translation>Diese Kampagne zählt nicht, wer sie öffnet.</translation>
    </message>
    <message>
        <source>This campaign does not count who clicks.</source>
        <translation>Diese Kampagne zählt nicht, wer klickt.</translation>
    </message>
</context>
<context>
    <name>audience::ui::SendingRulesCard</name>
    <message>
        <source>Hours</source>
        <translation>Uhrzeiten</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeiten</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe ab</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>Whose clock</source>
        <translation>Wessen Uhr</translation>
    </message>
    <message>
        <source>The clock of each person is read otherwise now</source>
        <translation>Die Uhr jeder Person wird jetzt anders bestimmt</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Weekdays</source>
        <translation>Wochentage</translation>
    </message>
    <message>
        <source>Emails go out on these days only; what is due on another waits for the next.</source>
        <translation>E-Mails gehen nur an diesen Tagen hinaus; was an einem anderen fällig ist, wartet auf den nächsten.</translation>
    </message>
    <message>
        <source>One more day without emails</source>
        <translation>Ein weiterer Tag ohne E-Mails</translation>
    </message>
    <message>
        <source>Days without emails</source>
        <translation>Tage ohne E-Mails</translation>
    </message>
    <message>
        <source>Holidays, stocktaking, mourning: on these days nothing goes out.</source>
        <translation>Feiertage, Inventur, Trauer: An diesen Tagen geht nichts hinaus.</translation>
    </message>
    <message>
        <source>The weekdays of all emails were changed</source>
        <translation>Die Wochentage aller E-Mails wurden geändert</translation>
    </message>
    <message>
        <source>No email goes out on %1</source>
        <translation>Am %1 geht keine E-Mail hinaus</translation>
    </message>
    <message>
        <source>How much one person gets</source>
        <translation>Wie viel eine Person erhält</translation>
    </message>
    <message>
        <source>One cap over all campaigns</source>
        <translation>Eine Obergrenze über alle Kampagnen</translation>
    </message>
    <message>
        <source>Who has had that many is left out of the next campaign. What a person waits for, such as a receipt, is never held back.</source>
        <translation>Wer so viele erhalten hat, wird bei der nächsten Kampagne ausgelassen. Worauf eine Person wartet, etwa ein Beleg, wird nie zurückgehalten.</translation>
    </message>
    <message>
        <source>There is no cap over all campaigns any more</source>
        <translation>Es gibt keine Obergrenze über alle Kampagnen mehr</translation>
    </message>
    <message>
        <source>From %1 to %1 is the whole day, and then no email would ever leave. Choose another time.</source>
        <translation>Von %1 bis %1 ist der ganze Tag, und dann ginge nie eine E-Mail hinaus. Wählen Sie eine andere Zeit.</translation>
    </message>
    <message>
        <source>Nobody gets an email between %1 and %2</source>
        <translation>Niemand erhält zwischen %1 und %2 eine E-Mail</translation>
    </message>
    <message>
        <source>Emails may leave at any hour</source>
        <translation>E-Mails dürfen zu jeder Uhrzeit hinausgehen</translation>
    </message>
    <message>
        <source>Emails may leave at any hour.</source>
        <translation>E-Mails dürfen zu jeder Uhrzeit hinausgehen.</translation>
    </message>
    <message>
        <source>By its name: %1</source>
        <translation>Am Namen erkannt: %1</translation>
    </message>
    <message>
        <source>By its name</source>
        <translation>Am Namen erkannt</translation>
    </message>
    <message>
        <source>The field %1 tells each person&apos;s time zone, such as Europe/Berlin. Where it is empty, the campaign&apos;s zone counts.</source>
        <translation>Das Feld %1 nennt die Zeitzone jeder Person, etwa Europe/Berlin. Wo es leer ist, gilt die Zeitzone der Kampagne.</translation>
    </message>
    <message>
        <source>No field of your people tells their time zone, so the campaign&apos;s zone counts for everybody. A field named time_zone is found by itself.</source>
        <translation>Kein Feld Ihrer Personen nennt deren Zeitzone, daher gilt für alle die der Kampagne. Ein Feld namens time_zone wird von selbst gefunden.</translation>
    </message>
    <message>
        <source>Your people have no field %1, so the campaign&apos;s zone counts for everybody.</source>
        <translation>Ihre Personen haben kein Feld %1, daher gilt für alle die Zeitzone der Kampagne.</translation>
    </message>
    <message>
        <source>%1, remove</source>
        <translation>%1, entfernen</translation>
    </message>
    <message>
        <source>Emails may go out on %1 again</source>
        <translation>Am %1 dürfen wieder E-Mails hinausgehen</translation>
    </message>
    <message>
        <source>Nobody gets an email between %1 and %2 in their own time zone. What comes due then waits until %2.</source>
        <translation>Zwischen %1 und %2 bekommt niemand eine E-Mail, nach der eigenen Zeitzone. Was dann fällig wird, wartet bis %2.</translation>
    </message>
    <message>
        <source>Nobody gets an email between %1 and %2 in the campaign&apos;s time zone. What comes due then waits until %2.</source>
        <translation>Zwischen %1 und %2 bekommt niemand eine E-Mail, in der Zeitzone der Kampagne. Was dann fällig wird, wartet bis %2.</translation>
    </message>
    <message>
        <source>No emails in these hours</source>
        <translation>Keine E-Mails zu diesen Uhrzeiten</translation>
    </message>
    <message>
        <source>Most emails to one person</source>
        <translation>Höchstzahl der E-Mails an eine Person</translation>
    </message>
    <message>
        <source>Counted over so many days</source>
        <translation>Gezählt über so viele Tage</translation>
    </message>
    <message>
        <source>There is a cap over all campaigns now</source>
        <translation>Es gibt jetzt eine Obergrenze über alle Kampagnen</translation>
    </message>
    <message>
        <source>The cap over all campaigns was changed</source>
        <translation>Die Obergrenze über alle Kampagnen wurde geändert</translation>
    </message>
    <message>
        <source>Add a topic</source>
        <translation>Thema hinzufügen</translation>
    </message>
    <message>
        <source>A cap about one topic</source>
        <translation>Obergrenze für ein Thema</translation>
    </message>
    <message>
        <source>Over all campaigns about it, beside the cap above.</source>
        <translation>Über alle Kampagnen dazu, neben der Obergrenze oben.</translation>
    </message>
    <message>
        <source>There is a cap about %1 now</source>
        <translation>Für %1 gilt jetzt eine Obergrenze</translation>
    </message>
    <message>
        <source>The cap about %1 was changed</source>
        <translation>Die Obergrenze für %1 wurde geändert</translation>
    </message>
    <message>
        <source>Most emails about %1 to one person</source>
        <translation>Höchstzahl von E-Mails zu %1 an eine Person</translation>
    </message>
    <message>
        <source>Days over which emails about %1 are counted</source>
        <translation>Tage, über die E-Mails zu %1 gezählt werden</translation>
    </message>
    <message>
        <source>No cap about %1</source>
        <translation>Keine Obergrenze für %1</translation>
    </message>
    <message>
        <source>counted over days:</source>
        <translation>gezählt über Tage:</translation>
    </message>
    <message>
        <source>There is no cap about %1 any more</source>
        <translation>Für %1 gilt keine Obergrenze mehr</translation>
    </message>
    <message>
        <source>Most emails about %1</source>
        <translation>Höchstzahl von E-Mails zu %1</translation>
    </message>
    <message>
        <source>Who is never written to</source>
        <translation>An wen nie geschrieben wird</translation>
    </message>
    <message>
        <source>One more domain that is never written to</source>
        <translation>Eine weitere Domain, an die nie geschrieben wird</translation>
    </message>
    <message>
        <source>Never write to these domains</source>
        <translation>Nie an diese Domains schreiben</translation>
    </message>
    <message>
        <source>Nobody there gets an email of any kind; the domains below one are others.</source>
        <translation>Niemand dort bekommt irgendeine E-Mail; Domains unterhalb einer Domain sind andere.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no domain; write it like example.com</source>
        <translation>„%1“ ist keine Domain; schreiben Sie sie wie example.com</translation>
    </message>
    <message>
        <source>Nobody at %1 is written to</source>
        <translation>An niemanden bei %1 wird geschrieben</translation>
    </message>
    <message>
        <source>%1 is written to again</source>
        <translation>An %1 wird wieder geschrieben</translation>
    </message>
</context>
<context>
    <name>audience::ui::SendingSection</name>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeiten</translation>
    </message>
    <message>
        <source>Days without emails</source>
        <translation>Tage ohne E-Mails</translation>
    </message>
    <message>
        <source>Cap over all campaigns</source>
        <translation>Obergrenze über alle Kampagnen</translation>
    </message>
    <message>
        <source>Bounce and complaint limits</source>
        <translation>Grenzen für Rückläufer und Beschwerden</translation>
    </message>
    <message>
        <source>Cap about one topic</source>
        <translation>Obergrenze für ein Thema</translation>
    </message>
    <message>
        <source>Domains that are never written to</source>
        <translation>Domains, an die nie geschrieben wird</translation>
    </message>
    <message>
        <source>Approval of emails and campaigns</source>
        <translation>Freigabe von E-Mails und Kampagnen</translation>
    </message>
</context>
<context>
    <name>audience::ui::SendingView</name>
    <message>
        <source>Clicks per link</source>
        <translation>Klicks je Link</translation>
    </message>
    <message>
        <source>People who clicked each link</source>
        <translation>Personen, die jeden Link angeklickt haben</translation>
    </message>
    <message>
        <source>Amazon has not said what became of them. They are never sent twice by themselves; if you know, say it in the list below.</source>
        <translation>Amazon hat nicht gesagt, was daraus wurde. Von selbst wird nie doppelt gesendet; wenn Sie es wissen, sagen Sie es unten in der Liste.</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>%1 chosen, %2 can be emailed</source>
        <translation>%1 ausgewählt, %2 können angeschrieben werden</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Practice, nothing leaves</source>
        <translation>Übung, nichts geht hinaus</translation>
    </message>
    <message>
        <source>Amazon SES, %1</source>
        <translation>Amazon SES, %1</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Opens and clicks after the send</source>
        <translation>Öffnungen und Klicks nach dem Versand</translation>
    </message>
    <message>
        <source>Counting opens and clicks…</source>
        <translation>Öffnungen und Klicks werden gezählt…</translation>
    </message>
    <message>
        <source>Nobody has opened it yet.</source>
        <translation>Noch hat es niemand geöffnet.</translation>
    </message>
    <message>
        <source>Did not get it, and why</source>
        <translation>Nicht erhalten, und warum</translation>
    </message>
    <message>
        <source>Nobody was left out.</source>
        <translation>Niemand wurde ausgelassen.</translation>
    </message>
    <message numerus="yes">
        <source>%n other reasons</source>
        <translation>
            <numerusform>%n weiterer Grund</numerusform>
            <numerusform>%n weitere Gründe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 people did not get it. Choose a bar to see who.</source>
        <translation>
            <numerusform>%Ln von %1 Personen hat sie nicht erhalten. Wählen Sie einen Balken, um zu sehen, wer.</numerusform>
            <numerusform>%Ln von %1 Personen haben sie nicht erhalten. Wählen Sie einen Balken, um zu sehen, wer.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clicked %1</source>
        <translation>Hat %1 angeklickt</translation>
    </message>
    <message>
        <source>Clicks per link, %1</source>
        <translation>Klicks je Link, %1</translation>
    </message>
    <message>
        <source>Emails per second, the last minute</source>
        <translation>E-Mails je Sekunde, letzte Minute</translation>
    </message>
    <message>
        <source>Emails per second, before the pause</source>
        <translation>E-Mails je Sekunde, vor der Pause</translation>
    </message>
    <message>
        <source>The first emails are on their way.</source>
        <translation>Die ersten E-Mails sind unterwegs.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails may not have gone out</source>
        <translation>
            <numerusform>%Ln E-Mail ist womöglich nicht hinausgegangen</numerusform>
            <numerusform>%Ln E-Mails sind womöglich nicht hinausgegangen</numerusform>
        </translation>
    </message>
    <message>
        <source>Goes out again %1</source>
        <translation>Geht wieder hinaus: %1</translation>
    </message>
    <message>
        <source>The people are counted at every start. Below is the start before.</source>
        <translation>Die Personen werden bei jedem Start gezählt. Darunter steht der Start davor.</translation>
    </message>
    <message>
        <source>Nothing has left yet. If you take it back it is a draft again and nobody gets it.</source>
        <translation>Noch ist nichts hinausgegangen. Wenn Sie sie zurücknehmen, ist sie wieder ein Entwurf, und niemand bekommt sie.</translation>
    </message>
    <message numerus="yes">
        <source>First email in %n s</source>
        <translation>
            <numerusform>Erste E-Mail in %n s</numerusform>
            <numerusform>Erste E-Mail in %n s</numerusform>
        </translation>
    </message>
    <message>
        <source>First email %1</source>
        <translation>Erste E-Mail %1</translation>
    </message>
    <message>
        <source>%1 sends this</source>
        <translation>%1 sendet dies</translation>
    </message>
    <message>
        <source>What becomes of it is known there and comes home when sending is handed back. Below is how it stood when it was handed over.</source>
        <translation>Was daraus wird, ist dort bekannt und kommt mit, wenn der Versand zurückgegeben wird. Unten steht der Stand bei der Übergabe.</translation>
    </message>
    <message>
        <source>Who sends</source>
        <translation>Wer sendet</translation>
    </message>
    <message>
        <source>Your mail server has not said what became of them. They are never sent twice by themselves; if you know, say it in the list below.</source>
        <translation>Ihr Mailserver hat nicht gesagt, was daraus wurde. Von selbst wird nie doppelt gesendet; wenn Sie es wissen, sagen Sie es unten in der Liste.</translation>
    </message>
    <message>
        <source>It is not noted what became of them. They are never sent twice by themselves; if you know, say it in the list below.</source>
        <translation>Es ist nicht festgehalten, was daraus wurde. Von selbst wird nie doppelt gesendet; wenn Sie es wissen, sagen Sie es unten in der Liste.</translation>
    </message>
    <message>
        <source>Mail server, %1</source>
        <translation>Mailserver, %1</translation>
    </message>
    <message>
        <source>%1 will send this and must be awake then.</source>
        <translation>%1 sendet dies und muss dann wach sein.</translation>
    </message>
    <message>
        <source>%1 will send this. It runs on a battery and may be asleep then.</source>
        <translation>%1 sendet dies. Der Computer läuft mit Akku und schläft dann womöglich.</translation>
    </message>
    <message>
        <source>%1 will send this. See that it is awake then.</source>
        <translation>%1 sendet dies. Achten Sie darauf, dass der Computer dann wach ist.</translation>
    </message>
    <message>
        <source>Hand over sending…</source>
        <translation>Versand abgeben…</translation>
    </message>
    <message>
        <source>%1, topic %2</source>
        <translation>%1, Thema %2</translation>
    </message>
    <message>
        <source>Nothing has left yet.</source>
        <translation>Noch ist nichts hinausgegangen.</translation>
    </message>
    <message>
        <source>%1, variant %2</source>
        <translation>%1, Variante %2</translation>
    </message>
</context>
<context>
    <name>audience::ui::SentenceRow</name>
    <message>
        <source>anything</source>
        <translation>irgendetwas</translation>
    </message>
    <message>
        <source>Remove this detail</source>
        <translation>Diese Angabe entfernen</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Niedrigster</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Höchster</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>wählen…</translation>
    </message>
    <message>
        <source>Values: %1</source>
        <translation>Werte: %1</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
</context>
<context>
    <name>audience::ui::SetCard</name>
    <message>
        <source>Another name; Enter keeps it, Esc leaves it</source>
        <translation>Anderer Name; Eingabetaste behält ihn, Esc verwirft ihn</translation>
    </message>
</context>
<context>
    <name>audience::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Reading the settings…</source>
        <translation>Einstellungen werden gelesen …</translation>
    </message>
    <message>
        <source>These settings could not be read</source>
        <translation>Diese Einstellungen konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
</context>
<context>
    <name>audience::ui::ShelfKeeper</name>
    <message>
        <source>Taken out of its folder</source>
        <translation>Aus dem Ordner genommen</translation>
    </message>
    <message>
        <source>Moved to &quot;%1&quot;</source>
        <translation>In „%1“ verschoben</translation>
    </message>
    <message>
        <source>Folder &quot;%1&quot; taken away</source>
        <translation>Ordner „%1“ entfernt</translation>
    </message>
    <message>
        <source>Renamed to &quot;%1&quot;</source>
        <translation>Umbenannt in „%1“</translation>
    </message>
    <message>
        <source>Tags taken away</source>
        <translation>Schlagwörter entfernt</translation>
    </message>
    <message>
        <source>Tagged</source>
        <translation>Mit Schlagwörtern versehen</translation>
    </message>
</context>
<context>
    <name>audience::ui::ShortcutsSection</name>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Find a command or keys</source>
        <translation>Befehl oder Tasten suchen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the keys it came with</source>
        <translation>Zurück zu den ursprünglichen Tasten</translation>
    </message>
    <message>
        <source>Use them here</source>
        <translation>Hier verwenden</translation>
    </message>
    <message>
        <source>Keys of %1: %2</source>
        <translation>Tasten für %1: %2</translation>
    </message>
    <message>
        <source>%1 already belongs to &quot;%2&quot;, so nothing was changed.</source>
        <translation>%1 gehört schon zu „%2“, deshalb wurde nichts geändert.</translation>
    </message>
    <message>
        <source>No command and no keys fit &quot;%1&quot;.</source>
        <translation>Kein Befehl und keine Tasten passen zu „%1“.</translation>
    </message>
    <message>
        <source>These keys stay as they are</source>
        <translation>Diese Tasten bleiben, wie sie sind</translation>
    </message>
</context>
<context>
    <name>audience::ui::SizeMeter</name>
    <message>
        <source>%1 KB of 102 KB</source>
        <translation>%1 KB von 102 KB</translation>
    </message>
    <message>
        <source>%1: Gmail shows the first 102 KB</source>
        <translation>%1: Gmail zeigt die ersten 102 KB</translation>
    </message>
    <message>
        <source>Gmail shows the first 102 KB and hides the rest behind a link. Shorten the largest sections.</source>
        <translation>Gmail zeigt die ersten 102 KB und verbirgt den Rest hinter einem Link. Kürzen Sie die größten Abschnitte.</translation>
    </message>
    <message>
        <source>At 102 KB, where the mark is, Gmail hides the rest behind a link.</source>
        <translation>Ab 102 KB, an der Markierung, verbirgt Gmail den Rest hinter einem Link.</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 KB</translation>
    </message>
</context>
<context>
    <name>audience::ui::SourceEditor</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Find the next</source>
        <translation>Nächstes suchen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>%1 replaced</source>
        <translation>%1 ersetzt</translation>
    </message>
    <message>
        <source>Go to the next finding</source>
        <translation>Zum nächsten Hinweis</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Go to the finding before</source>
        <translation>Zum vorigen Hinweis</translation>
    </message>
    <message>
        <source>Mend this</source>
        <translation>Beheben</translation>
    </message>
    <message>
        <source>Go to the finding before (Shift+F8)</source>
        <translation>Zum vorigen Hinweis (Umschalt+F8)</translation>
    </message>
    <message>
        <source>Go to the next finding (F8)</source>
        <translation>Zum nächsten Hinweis (F8)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings. F8 goes to the next one.</source>
        <translation>
            <numerusform>%Ln Hinweis. F8 springt dorthin.</numerusform>
            <numerusform>%Ln Hinweise. F8 springt zum nächsten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Not pasted: an email can have at most 2 MB. Shorten the text and paste it again.</source>
        <translation>Nicht eingefügt: Eine E-Mail kann höchstens 2 MB haben. Kürzen Sie den Text und fügen Sie ihn noch einmal ein.</translation>
    </message>
    <message>
        <source>Above 512 KB the source is shown without colours and with its lines as they are.</source>
        <translation>Über 512 KB wird der Quelltext ohne Farben gezeigt und mit seinen Zeilen, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>audience::ui::SourcePanel</name>
    <message>
        <source>Source of the email</source>
        <translation>Quelltext der E-Mail</translation>
    </message>
    <message>
        <source>Blocks of the email as text</source>
        <translation>Blöcke der E-Mail als Text</translation>
    </message>
    <message>
        <source>The email as MJML</source>
        <translation>Die E-Mail als MJML</translation>
    </message>
    <message>
        <source>What the source is shown as</source>
        <translation>Als was der Quelltext gezeigt wird</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>MJML</source>
        <translation>MJML</translation>
    </message>
    <message>
        <source>Change to an HTML email</source>
        <translation>In eine HTML-E-Mail umwandeln</translation>
    </message>
    <message>
        <source>The canvas follows what can be read.</source>
        <translation>Die Fläche folgt dem, was gelesen werden kann.</translation>
    </message>
    <message>
        <source>Made from the blocks, to be read.</source>
        <translation>Aus den Blöcken gemacht, zum Lesen.</translation>
    </message>
    <message>
        <source>The email was changed elsewhere</source>
        <translation>Die E-Mail wurde anderswo geändert</translation>
    </message>
    <message>
        <source>What you had written here could not be read yet; it is kept.</source>
        <translation>Was Sie hier geschrieben hatten, ließ sich noch nicht lesen; es ist aufbewahrt.</translation>
    </message>
    <message>
        <source>Bring my text back</source>
        <translation>Meinen Text zurückholen</translation>
    </message>
    <message>
        <source>Change the source</source>
        <translation>Quelltext ändern</translation>
    </message>
    <message>
        <source>Change the blocks as text</source>
        <translation>Blöcke als Text ändern</translation>
    </message>
    <message>
        <source>Change the MJML</source>
        <translation>MJML ändern</translation>
    </message>
    <message>
        <source>This is an HTML email now</source>
        <translation>Das ist jetzt eine HTML-E-Mail</translation>
    </message>
    <message>
        <source>Its blocks are gone; the HTML is yours to write.</source>
        <translation>Die Blöcke sind weg; das HTML schreiben Sie selbst.</translation>
    </message>
    <message>
        <source>Make it blocks again</source>
        <translation>Wieder Blöcke daraus machen</translation>
    </message>
    <message>
        <source>Mend a finding</source>
        <translation>Hinweis beheben</translation>
    </message>
    <message>
        <source>MJML has no %1: these stand here as HTML, and stay HTML once you write in this source.</source>
        <translation>MJML kennt dies nicht: %1. Es steht hier als HTML und bleibt HTML, sobald Sie in diesem Quelltext schreiben.</translation>
    </message>
    <message>
        <source>Change to HTML</source>
        <translation>In HTML umwandeln</translation>
    </message>
</context>
<context>
    <name>audience::ui::SplitPane</name>
    <message>
        <source>Width of %1; arrow keys change it</source>
        <translation>Breite von %1; Pfeiltasten ändern sie</translation>
    </message>
</context>
<context>
    <name>audience::ui::SpreadView</name>
    <message>
        <source>Drag the limit over the bars</source>
        <translation>Ziehen Sie die Grenze über die Balken</translation>
    </message>
    <message>
        <source>How the numbers are spread</source>
        <translation>Wie die Zahlen verteilt sind</translation>
    </message>
</context>
<context>
    <name>audience::ui::StalePanel</name>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Andere übernehmen</translation>
    </message>
    <message>
        <source>Save mine as a copy</source>
        <translation>Meine als Kopie speichern</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was changed and saved elsewhere while you were writing</source>
        <translation>„%1“ wurde anderswo geändert und gespeichert, während Sie schrieben</translation>
    </message>
    <message>
        <source>Theirs, saved</source>
        <translation>Die andere, gespeichert</translation>
    </message>
    <message>
        <source>Theirs, saved %1</source>
        <translation>Die andere, gespeichert %1</translation>
    </message>
    <message>
        <source>Mine, not saved</source>
        <translation>Meine, nicht gespeichert</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>audience::ui::StartRow</name>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Start when I say so</source>
        <translation>Beginnt, wenn ich es sage</translation>
    </message>
    <message>
        <source>Start at a day and time</source>
        <translation>Beginnt an Tag und Uhrzeit</translation>
    </message>
    <message>
        <source>Day of the start</source>
        <translation>Tag des Beginns</translation>
    </message>
    <message>
        <source>Time of the start</source>
        <translation>Uhrzeit des Beginns</translation>
    </message>
    <message>
        <source>Emails per second</source>
        <translation>E-Mails je Sekunde</translation>
    </message>
    <message>
        <source>As fast as allowed</source>
        <translation>So schnell wie erlaubt</translation>
    </message>
    <message>
        <source> per second</source>
        <translation> je Sekunde</translation>
    </message>
    <message>
        <source>That time has passed; choose a later one</source>
        <translation>Diese Zeit ist vorbei; wählen Sie eine spätere</translation>
    </message>
    <message>
        <source>%1 sends from a copy of its own. What you change here does not reach it.</source>
        <translation>%1 sendet aus einer eigenen Kopie. Was Sie hier ändern, kommt dort nicht an.</translation>
    </message>
    <message>
        <source>%1 will send this</source>
        <translation>%1 wird dies senden</translation>
    </message>
    <message>
        <source>%1 will send this and must be awake at %2</source>
        <translation>%1 sendet dies und muss um %2 wach sein</translation>
    </message>
    <message>
        <source>This computer runs on a battery and may be asleep at %1 on %2</source>
        <translation>Dieser Computer läuft mit Akku und schläft am %2 um %1 womöglich</translation>
    </message>
    <message>
        <source>See that this computer is awake at %1 on %2</source>
        <translation>Achten Sie darauf, dass dieser Computer am %2 um %1 wach ist</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>Zurücknehmen…</translation>
    </message>
    <message>
        <source>Hand over sending…</source>
        <translation>Versand abgeben…</translation>
    </message>
</context>
<context>
    <name>audience::ui::StopQuestion</name>
    <message>
        <source>Who has it keeps it. The others will not get it later either; a copy of this campaign could reach them.</source>
        <translation>Wer sie hat, behält sie. Die anderen bekommen sie auch später nicht; eine Kopie dieser Kampagne könnte sie erreichen.</translation>
    </message>
    <message>
        <source>Stop for good</source>
        <translation>Endgültig stoppen</translation>
    </message>
    <message numerus="yes">
        <source>Stop for good? %Ln people will not get it.</source>
        <translation>
            <numerusform>Endgültig stoppen? %Ln Person bekommt sie nicht.</numerusform>
            <numerusform>Endgültig stoppen? %Ln Personen bekommen sie nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep it paused</source>
        <translation>Angehalten lassen</translation>
    </message>
    <message>
        <source>Keep sending</source>
        <translation>Weiter senden</translation>
    </message>
</context>
<context>
    <name>audience::ui::StructureModel</name>
    <message>
        <source>desktop only</source>
        <translation>nur am Computer</translation>
    </message>
    <message>
        <source>phones only</source>
        <translation>nur auf Telefonen</translation>
    </message>
    <message>
        <source>only for some people</source>
        <translation>nur für einige Personen</translation>
    </message>
    <message>
        <source>repeated</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>follows a saved block</source>
        <translation>folgt einem gespeicherten Block</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>Section %1</source>
        <translation>Abschnitt %1</translation>
    </message>
    <message>
        <source>Name a part</source>
        <translation>Teil benennen</translation>
    </message>
    <message>
        <source>Add a section</source>
        <translation>Abschnitt hinzufügen</translation>
    </message>
    <message>
        <source>Add a block</source>
        <translation>Block hinzufügen</translation>
    </message>
    <message>
        <source>Move a block</source>
        <translation>Block verschieben</translation>
    </message>
    <message>
        <source>Move a section</source>
        <translation>Abschnitt verschieben</translation>
    </message>
</context>
<context>
    <name>audience::ui::StructureTree</name>
    <message>
        <source>Name of the part</source>
        <translation>Name des Teils</translation>
    </message>
    <message>
        <source>Structure of the email</source>
        <translation>Struktur der E-Mail</translation>
    </message>
    <message>
        <source>Move a block</source>
        <translation>Block verschieben</translation>
    </message>
    <message>
        <source>Move a column</source>
        <translation>Spalte verschieben</translation>
    </message>
    <message>
        <source>Move a section</source>
        <translation>Abschnitt verschieben</translation>
    </message>
    <message>
        <source>Duplicate a part</source>
        <translation>Teil duplizieren</translation>
    </message>
    <message>
        <source>Remove a part</source>
        <translation>Teil entfernen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Unlock a part</source>
        <translation>Teil entsperren</translation>
    </message>
    <message>
        <source>Lock a part</source>
        <translation>Teil sperren</translation>
    </message>
    <message>
        <source>Show everywhere</source>
        <translation>Überall zeigen</translation>
    </message>
    <message>
        <source>Hide on phones</source>
        <translation>Auf Telefonen ausblenden</translation>
    </message>
    <message>
        <source>Show on phones only</source>
        <translation>Nur auf Telefonen zeigen</translation>
    </message>
    <message>
        <source>Change where a part is shown</source>
        <translation>Ändern, wo ein Teil gezeigt wird</translation>
    </message>
    <message>
        <source>Save for other emails</source>
        <translation>Für andere E-Mails speichern</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>audience::ui::StudyPanel</name>
    <message>
        <source>This follows the count. If there is none, the tab with the rules says what is missing there.</source>
        <translation>Das folgt auf die Zählung. Gibt es keine, sagt der Reiter mit den Regeln, was dort fehlt.</translation>
    </message>
</context>
<context>
    <name>audience::ui::SuggestedList</name>
    <message>
        <source>Suggested from your data</source>
        <translation>Aus Ihren Daten vorgeschlagen</translation>
    </message>
    <message>
        <source>%1, %2 people</source>
        <translation>%1, %2 Personen</translation>
    </message>
</context>
<context>
    <name>audience::ui::SuggestionsPanel</name>
    <message>
        <source>Keep all groups as lists</source>
        <translation>Alle Gruppen als Listen festhalten</translation>
    </message>
    <message>
        <source>One list for each group, with exactly the people who are in it today</source>
        <translation>Eine Liste je Gruppe, mit genau den Personen, die heute darin sind</translation>
    </message>
    <message>
        <source>How many groups</source>
        <translation>Wie viele Gruppen</translation>
    </message>
    <message>
        <source>How far apart they are</source>
        <translation>Wie weit sie auseinanderliegen</translation>
    </message>
    <message>
        <source>The silhouette, -1 to 1: how much nearer people are to their own group than to the next one. Around 0.3 says that groups shade into each other.</source>
        <translation>Die Silhouette, -1 bis 1: wie viel näher Personen der eigenen Gruppe sind als der nächsten. Etwa 0,3 heißt, dass die Gruppen ineinander übergehen.</translation>
    </message>
    <message>
        <source>How sure they are found again</source>
        <translation>Wie sicher sie wiedergefunden werden</translation>
    </message>
    <message>
        <source>The agreement of 100 beginnings, 0 to 1. Well below 0.9 another run puts many people together otherwise.</source>
        <translation>Die Übereinstimmung von 100 Anfängen, 0 bis 1. Deutlich unter 0,9 fasst ein weiterer Durchlauf viele Personen anders zusammen.</translation>
    </message>
    <message>
        <source>How much is left unexplained</source>
        <translation>Wie viel unerklärt bleibt</translation>
    </message>
    <message>
        <source>The inertia: the sum of the squared distances to the own middle. It falls with every further group; a bend says where more groups stop helping.</source>
        <translation>Die Inertia: die Summe der quadrierten Abstände zur eigenen Mitte. Sie sinkt mit jeder weiteren Gruppe; ein Knick zeigt, ab wo weitere Gruppen nicht mehr helfen.</translation>
    </message>
    <message>
        <source>Looking for groups among the buyers…</source>
        <translation>Unter den Käufern wird nach Gruppen gesucht …</translation>
    </message>
    <message>
        <source>No groups to suggest</source>
        <translation>Keine Gruppen vorzuschlagen</translation>
    </message>
    <message numerus="yes">
        <source>%1 people bought something with a value. By how long ago, how often, how much and how much at a time they buy, they fall into %n groups. Everything is worked out on this computer.</source>
        <translation>
            <numerusform>%1 Personen haben etwas mit einem Wert gekauft. Danach, wie lange es her ist, wie oft, für wie viel insgesamt und für wie viel auf einmal sie kaufen, bilden sie %n Gruppe. Alles wird auf diesem Computer berechnet.</numerusform>
            <numerusform>%1 Personen haben etwas mit einem Wert gekauft. Danach, wie lange es her ist, wie oft, für wie viel insgesamt und für wie viel auf einmal sie kaufen, bilden sie %n Gruppen. Alles wird auf diesem Computer berechnet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n groups are shown: of three and more the clearest that other beginnings find as well. Choose another number in a curve.</source>
        <translation>
            <numerusform>%n Gruppe ist zu sehen: ab drei die deutlichste Aufteilung, die auch andere Anfänge finden. Wählen Sie in einer Kurve eine andere Zahl.</numerusform>
            <numerusform>%n Gruppen sind zu sehen: ab drei die deutlichste Aufteilung, die auch andere Anfänge finden. Wählen Sie in einer Kurve eine andere Zahl.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n groups are shown, as you chose. None of the three figures decides alone.</source>
        <translation>
            <numerusform>%n Gruppe ist zu sehen, wie von Ihnen gewählt. Keine der drei Zahlen entscheidet allein.</numerusform>
            <numerusform>%n Gruppen sind zu sehen, wie von Ihnen gewählt. Keine der drei Zahlen entscheidet allein.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of all that was spent</source>
        <translation>%1 aller Ausgaben</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>since the last purchase</source>
        <translation>seit dem letzten Kauf</translation>
    </message>
    <message>
        <source>purchases</source>
        <translation>Käufe</translation>
    </message>
    <message>
        <source>spent</source>
        <translation>ausgegeben</translation>
    </message>
    <message>
        <source>per purchase</source>
        <translation>je Kauf</translation>
    </message>
    <message>
        <source>Save as a segment</source>
        <translation>Als Segment speichern</translation>
    </message>
    <message>
        <source>Save as a segment: %1</source>
        <translation>Als Segment speichern: %1</translation>
    </message>
    <message>
        <source>Show these people</source>
        <translation>Diese Personen zeigen</translation>
    </message>
    <message>
        <source>Show these people: %1</source>
        <translation>Diese Personen zeigen: %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln groups are kept as lists</source>
        <translation>
            <numerusform>%Ln Gruppe ist als Liste festgehalten</numerusform>
            <numerusform>%Ln Gruppen sind als Listen festgehalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Not looked for yet</source>
        <translation>Noch nicht gesucht</translation>
    </message>
    <message>
        <source>There are so many buyers that looking for groups takes a while. Nothing else has to wait for it.</source>
        <translation>Es sind so viele Käufer, dass die Suche nach Gruppen eine Weile dauert. Nichts anderes muss darauf warten.</translation>
    </message>
    <message>
        <source>Look for groups</source>
        <translation>Gruppen suchen</translation>
    </message>
    <message>
        <source>Keep as one value</source>
        <translation>Als ein Merkmal festhalten</translation>
    </message>
    <message>
        <source>A computed value with the name of each person&apos;s group, by the rules below: it moves with the data, and rules and breakdowns can use it</source>
        <translation>Ein berechnetes Merkmal mit dem Namen der Gruppe jeder Person, nach den Regeln unten: Es folgt den Daten, und Regeln und Aufschlüsselungen können es verwenden</translation>
    </message>
    <message>
        <source>buyer group</source>
        <translation>Käufergruppe</translation>
    </message>
    <message>
        <source>Each person&apos;s group is kept as &quot;%1&quot;</source>
        <translation>Die Gruppe jeder Person wird als „%1“ behalten</translation>
    </message>
</context>
<context>
    <name>audience::ui::TableView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy with column names</source>
        <translation>Mit Spaltennamen kopieren</translation>
    </message>
    <message>
        <source>Copied the first %1 of %2 rows. Save them as a file to have them all.</source>
        <translation>Die ersten %1 von %2 Zeilen sind kopiert. Als Datei gespeichert haben Sie alle.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows copied.</source>
        <translation>
            <numerusform>%Ln Zeile kopiert.</numerusform>
            <numerusform>%Ln Zeilen kopiert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::TemplateGallery</name>
    <message>
        <source>Begin with</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>Each is a whole email in your colours, with places for the name and what else you know. Change what you like.</source>
        <translation>Jede ist eine ganze E-Mail in Ihren Farben, mit Plätzen für den Namen und was Sie sonst wissen. Ändern Sie, was Sie möchten.</translation>
    </message>
    <message>
        <source>No ready email is about that. Begin with the empty one, or search with another word.</source>
        <translation>Davon handelt keine fertige E-Mail. Beginnen Sie mit der leeren, oder suchen Sie mit einem anderen Wort.</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>Find a ready email</source>
        <translation>Fertige E-Mail suchen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Start with %1</source>
        <translation>Mit %1 beginnen</translation>
    </message>
    <message>
        <source>Start with this</source>
        <translation>Hiermit beginnen</translation>
    </message>
    <message>
        <source>An empty one to put together, with your address and the unsubscribe link.</source>
        <translation>Eine leere zum Zusammenstellen, mit Ihrer Anschrift und dem Abmeldelink.</translation>
    </message>
    <message>
        <source>An empty one to write as source, with your address and the unsubscribe link.</source>
        <translation>Eine leere zum Schreiben im Quelltext, mit Ihrer Anschrift und dem Abmeldelink.</translation>
    </message>
</context>
<context>
    <name>audience::ui::TemplatesPage</name>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>Neue Vorlage</translation>
    </message>
    <message>
        <source>Save template</source>
        <translation>Vorlage speichern</translation>
    </message>
    <message>
        <source>Send test</source>
        <translation>Test senden</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Nur Text</translation>
    </message>
    <message>
        <source>Change the subject</source>
        <translation>Betreff ändern</translation>
    </message>
    <message>
        <source>Change the preheader</source>
        <translation>Vorschauzeile ändern</translation>
    </message>
    <message>
        <source>Change the plain text</source>
        <translation>Nur-Text ändern</translation>
    </message>
    <message>
        <source>Change what happens where a value is missing</source>
        <translation>Ändern, was bei fehlendem Wert geschieht</translation>
    </message>
    <message>
        <source>Put in words for those who lack it</source>
        <translation>Worte für die einsetzen, denen es fehlt</translation>
    </message>
    <message>
        <source>Take another version</source>
        <translation>Andere Fassung übernehmen</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>Preheader</source>
        <translation>Vorschauzeile</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>noch nicht verwendet</translation>
    </message>
    <message>
        <source>Send a test to yourself</source>
        <translation>Test an sich selbst senden</translation>
    </message>
    <message>
        <source>Every email now shows who it comes from</source>
        <translation>Jede E-Mail zeigt jetzt, von wem sie kommt</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln campaigns</source>
        <translation>
            <numerusform>in %Ln Kampagne</numerusform>
            <numerusform>in %Ln Kampagnen</numerusform>
        </translation>
    </message>
    <message>
        <source>Use in a campaign</source>
        <translation>In einer Kampagne verwenden</translation>
    </message>
    <message>
        <source>Reading the templates…</source>
        <translation>Vorlagen werden gelesen …</translation>
    </message>
    <message>
        <source>The templates could not be read</source>
        <translation>Die Vorlagen konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>[your name]</source>
        <translation>[Ihr Name]</translation>
    </message>
    <message>
        <source>[your postal address goes here]</source>
        <translation>[hier steht Ihre Postanschrift]</translation>
    </message>
    <message>
        <source>Name, email or key</source>
        <translation>Name, E-Mail oder Schlüssel</translation>
    </message>
    <message>
        <source>the list</source>
        <translation>der Liste</translation>
    </message>
    <message>
        <source>the email</source>
        <translation>der E-Mail</translation>
    </message>
    <message>
        <source>what the email means</source>
        <translation>der Spalte neben der E-Mail</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>The pictures of your emails: add, name and find them</source>
        <translation>Die Bilder Ihrer E-Mails: hinzufügen, benennen und finden</translation>
    </message>
    <message>
        <source>command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>the blocks</source>
        <translation>den Blöcken</translation>
    </message>
    <message>
        <source>what is selected</source>
        <translation>der Auswahl</translation>
    </message>
    <message>
        <source>This is the translation for %1.</source>
        <translation>Das ist die Übersetzung für %1.</translation>
    </message>
    <message>
        <source>Use in</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>%1 in variant %2</source>
        <translation>%1 in Variante %2</translation>
    </message>
</context>
<context>
    <name>audience::ui::TimeButton</name>
    <message>
        <source>Choose a time</source>
        <translation>Zeit wählen</translation>
    </message>
</context>
<context>
    <name>audience::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1. It can be undone.</source>
        <translation>%1. Das lässt sich rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>audience::ui::TodayPage</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Goes out next</source>
        <translation>Geht als Nächstes hinaus</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>Weitermachen mit</translation>
    </message>
    <message>
        <source>Looking at how things stand …</source>
        <translation>Der Stand wird ermittelt …</translation>
    </message>
    <message>
        <source>Today could not be put together</source>
        <translation>Die Seite konnte nicht zusammengestellt werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>%1 · data from %2</source>
        <translation>%1 · Daten von %2</translation>
    </message>
    <message>
        <source>Nothing was sent and no data came in since then.</source>
        <translation>Seitdem wurde nichts gesendet, und es kamen keine Daten herein.</translation>
    </message>
    <message>
        <source>What changed since %1</source>
        <translation>Was sich seit %1 geändert hat</translation>
    </message>
    <message>
        <source>as many as a week ago</source>
        <translation>so viele wie vor einer Woche</translation>
    </message>
    <message>
        <source>+ %1 this week</source>
        <translation>+ %1 diese Woche</translation>
    </message>
    <message>
        <source>− %1 this week</source>
        <translation>− %1 diese Woche</translation>
    </message>
    <message numerus="yes">
        <source>%1 on the last %n days</source>
        <translation>
            <numerusform>%1 am letzten %n Tag</numerusform>
            <numerusform>%1 in den letzten %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Can be emailed</source>
        <translation>Können angeschrieben werden</translation>
    </message>
    <message>
        <source>Revenue, 30 days, practice</source>
        <translation>Umsatz, 30 Tage, Übung</translation>
    </message>
    <message>
        <source>Revenue, 30 days</source>
        <translation>Umsatz, 30 Tage</translation>
    </message>
    <message>
        <source>%1 in the 30 days before</source>
        <translation>%1 in den 30 Tagen davor</translation>
    </message>
    <message>
        <source>Revenue so far, day by day</source>
        <translation>Umsatz bisher, Tag für Tag</translation>
    </message>
    <message>
        <source>Complaints, 30 days</source>
        <translation>Beschwerden, 30 Tage</translation>
    </message>
    <message>
        <source>Complaints per day</source>
        <translation>Beschwerden je Tag</translation>
    </message>
    <message>
        <source>Bring in your customers</source>
        <translation>Bringen Sie Ihre Kunden mit</translation>
    </message>
    <message>
        <source>A CSV file with one line per person is enough to begin</source>
        <translation>Eine CSV-Datei mit einer Zeile je Person genügt für den Anfang</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Write an email</source>
        <translation>E-Mail schreiben</translation>
    </message>
    <message>
        <source>Begin with one of the ready templates</source>
        <translation>Beginnen Sie mit einer der fertigen Vorlagen</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Try a campaign in practice mode</source>
        <translation>Kampagne im Übungsmodus ausprobieren</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>%1 in all, sending stops at %2</source>
        <translation>insgesamt %1, bei %2 endet das Senden</translation>
    </message>
    <message>
        <source>Revenue: %1.</source>
        <translation>Umsatz: %1.</translation>
    </message>
    <message>
        <source>Sent by this computer · it must be awake then: %1</source>
        <translation>Dieser Computer sendet · er muss dann wach sein: %1</translation>
    </message>
    <message>
        <source>Sent by %1 · it must be awake then: %2</source>
        <translation>%1 sendet · muss dann wach sein: %2</translation>
    </message>
    <message>
        <source>No email leaves this computer until you add a connection</source>
        <translation>Keine E-Mail verlässt diesen Computer, bis Sie eine Verbindung hinzufügen</translation>
    </message>
    <message>
        <source>Nothing waits for you. Emails and campaigns to approve, emails whose fate is unclear and sends that stopped show here.</source>
        <translation>Nichts wartet auf Sie. Hier stehen E-Mails und Kampagnen zur Freigabe, E-Mails mit ungewissem Verbleib und angehaltene Sendungen.</translation>
    </message>
</context>
<context>
    <name>audience::ui::TopBar</name>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
    <message>
        <source>%1 /</source>
        <extracomment>the way back, before the name of what is open</extracomment>
        <translation>%1 /</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
    <message>
        <source>Practice mode: no email leaves this computer</source>
        <translation>Übungsmodus: Keine E-Mail verlässt diesen Computer</translation>
    </message>
    <message>
        <source>Practice mode</source>
        <translation>Übungsmodus</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
</context>
<context>
    <name>audience::ui::TopicsSection</name>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Consent to topics</source>
        <translation>Einwilligung zu Themen</translation>
    </message>
    <message>
        <source>A campaign goes to a topic. Who has not agreed to it is kept back.</source>
        <translation>Eine Kampagne geht an ein Thema. Wer ihm nicht zugestimmt hat, wird zurückgehalten.</translation>
    </message>
    <message>
        <source>Another topic, e.g. Product news</source>
        <translation>Weiteres Thema, z. B. Produktneuheiten</translation>
    </message>
    <message>
        <source>Name of a new topic</source>
        <translation>Name eines neuen Themas</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Only who said yes</source>
        <translation>Nur wer ja gesagt hat</translation>
    </message>
    <message>
        <source>Everybody who did not say no</source>
        <translation>Alle, die nicht nein gesagt haben</translation>
    </message>
    <message>
        <source>Everybody, e.g. receipts</source>
        <translation>Alle, z. B. Belege</translation>
    </message>
    <message>
        <source>Who gets it</source>
        <translation>Wer es erhält</translation>
    </message>
    <message>
        <source>There is no topic yet.</source>
        <translation>Noch gibt es kein Thema.</translation>
    </message>
    <message>
        <source>Name of the topic %1</source>
        <translation>Name des Themas %1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; now goes to: %2</source>
        <translation>„%1“ geht jetzt an: %2</translation>
    </message>
    <message>
        <source>Give the topic a name first.</source>
        <translation>Geben Sie dem Thema zuerst einen Namen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is called &quot;%2&quot; now</source>
        <translation>„%1“ heißt jetzt „%2“</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a topic now</source>
        <translation>„%1“ ist jetzt ein Thema</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is as you want it</source>
        <translation>„%1“ ist, wie Sie es möchten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Topics at Amazon</source>
        <translation>Themen bei Amazon</translation>
    </message>
</context>
<context>
    <name>audience::ui::TraitRows</name>
    <message>
        <source>Stands out by</source>
        <translation>Fällt auf durch</translation>
    </message>
    <message>
        <source>%1: %2, compared with everyone else</source>
        <translation>%1: %2, verglichen mit allen anderen</translation>
    </message>
</context>
<context>
    <name>audience::ui::TraitsCard</name>
    <message>
        <source>What makes this segment different</source>
        <translation>Was dieses Segment unterscheidet</translation>
    </message>
    <message>
        <source>Comparing with everyone else…</source>
        <translation>Es wird mit allen anderen verglichen …</translation>
    </message>
    <message>
        <source>in the rule</source>
        <translation>Teil der Regel</translation>
    </message>
    <message>
        <source>unclear</source>
        <translation>unklar</translation>
    </message>
    <message>
        <source>The rule asks about this itself, so it is no news.</source>
        <translation>Die Regel fragt selbst danach, daher ist es nichts Neues.</translation>
    </message>
    <message>
        <source>With so many comparisons chance alone shows as much in %1 of 100 cases.</source>
        <translation>Bei so vielen Vergleichen zeigt der Zufall allein in %1 von 100 Fällen ebenso viel.</translation>
    </message>
    <message>
        <source>Nothing sets these people apart from everyone else.</source>
        <translation>Nichts unterscheidet diese Personen von allen anderen.</translation>
    </message>
    <message>
        <source>Of every column and of the purchases what most more of these people have in common. What may be chance, and what the rule says itself, stands in grey.</source>
        <translation>Aus jeder Spalte und den Käufen das, was diese Personen am deutlichsten häufiger gemeinsam haben als andere. Was Zufall sein kann und was die Regel selbst sagt, steht in Grau.</translation>
    </message>
</context>
<context>
    <name>audience::ui::TranslationsPanel</name>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>Preheader</source>
        <translation>Vorschauzeile</translation>
    </message>
    <message>
        <source>The HTML</source>
        <translation>Das HTML</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Nur Text</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>In other languages</source>
        <translation>In anderen Sprachen</translation>
    </message>
    <message>
        <source>Add a language and write the texts beside the original. Whoever reads it gets the email in it, everybody else the email itself.</source>
        <translation>Fügen Sie eine Sprache hinzu und schreiben Sie die Texte neben das Original. Wer sie liest, bekommt die E-Mail in ihr, alle anderen die E-Mail selbst.</translation>
    </message>
    <message>
        <source>Add a language</source>
        <translation>Sprache hinzufügen</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Next missing text</source>
        <translation>Nächster fehlender Text</translation>
    </message>
    <message>
        <source>Remove this translation</source>
        <translation>Diese Übersetzung entfernen</translation>
    </message>
    <message>
        <source>The email itself is in</source>
        <translation>Sprache der E-Mail selbst</translation>
    </message>
    <message>
        <source>Texts and their translation</source>
        <translation>Texte und ihre Übersetzung</translation>
    </message>
    <message>
        <source>Keep &lt;1&gt;…&lt;/1&gt; around the words that are bold or a link, and {{ … }} as it stands: a person&apos;s own words come there.</source>
        <translation>Behalten Sie &lt;1&gt;…&lt;/1&gt; um Wörter, die fett oder ein Link sind, und {{ … }}, wie es dasteht: Dorthin kommt, was zu jeder Person gehört.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln missing</source>
        <translation>
            <numerusform>%Ln fehlt</numerusform>
            <numerusform>%Ln fehlen</numerusform>
        </translation>
    </message>
    <message>
        <source>its own language</source>
        <translation>ihre eigene Sprache</translation>
    </message>
    <message>
        <source>All texts translated</source>
        <translation>Alle Texte übersetzt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts missing</source>
        <translation>
            <numerusform>%Ln Text fehlt</numerusform>
            <numerusform>%Ln Texte fehlen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, also of any country, </source>
        <translation>%1, gleich aus welchem Land, </translation>
    </message>
    <message>
        <source>%1 </source>
        <translation>%1 </translation>
    </message>
    <message>
        <source>No column of your people says which language they read, so nobody gets this yet; import one called &quot;language&quot; or &quot;locale&quot;.</source>
        <translation>Keine Spalte Ihrer Personen sagt, welche Sprache sie lesen, daher bekommt dies noch niemand; importieren Sie eine, die „language“ oder „locale“ heißt.</translation>
    </message>
    <message>
        <source>Who reads %1by the column &quot;%2&quot; gets this; a text that is missing is sent as it stands in the email itself.</source>
        <translation>Wer laut der Spalte „%2“ %1liest, bekommt dies; ein fehlender Text wird gesendet, wie er in der E-Mail selbst steht.</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>Language of the email itself: %1</source>
        <translation>Sprache der E-Mail selbst: %1</translation>
    </message>
    <message>
        <source>The email itself</source>
        <translation>Die E-Mail selbst</translation>
    </message>
    <message>
        <source>missing: sent as it stands there</source>
        <translation>fehlt: wird gesendet, wie es dort steht</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Say which language the email is in</source>
        <translation>Sprache der E-Mail angeben</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Translate a text</source>
        <translation>Text übersetzen</translation>
    </message>
</context>
<context>
    <name>audience::ui::TrialPanel</name>
    <message>
        <source>Try it for everybody</source>
        <translation>Für alle ausprobieren</translation>
    </message>
    <message>
        <source>Trying it for everybody… Stop</source>
        <translation>Wird für alle ausprobiert… Anhalten</translation>
    </message>
    <message>
        <source>works for %1 of %2 people</source>
        <translation>funktioniert bei %1 von %2 Personen</translation>
    </message>
</context>
<context>
    <name>audience::ui::ValueBars</name>
    <message>
        <source>How the values are spread, from %1 to %2</source>
        <translation>Wie sich die Werte verteilen, von %1 bis %2</translation>
    </message>
    <message>
        <source>%1 to %2: %3</source>
        <translation>%1 bis %2: %3</translation>
    </message>
</context>
<context>
    <name>audience::ui::ValueEdit</name>
    <message>
        <source>Type a number, drag it sideways, or use the arrow and page keys</source>
        <translation>Zahl eingeben, seitwärts ziehen oder Pfeil- und Bildtasten verwenden</translation>
    </message>
</context>
<context>
    <name>audience::ui::ValuesCard</name>
    <message>
        <source>Computed values</source>
        <translation>Berechnete Merkmale</translation>
    </message>
    <message>
        <source>What people&apos;s doings come to, such as all they spent: kept up to date, and used in rules like anything else that is known of them.</source>
        <translation>Was sich aus dem ergibt, was Personen getan haben, etwa all ihre Ausgaben: immer aktuell und in Regeln verwendbar wie alles, was über sie bekannt ist.</translation>
    </message>
    <message>
        <source>New computed value</source>
        <translation>Neues berechnetes Merkmal</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>nobody has one</source>
        <translation>niemand hat eines</translation>
    </message>
    <message numerus="yes">
        <source>%Ln segments</source>
        <translation>
            <numerusform>%Ln Segment</numerusform>
            <numerusform>%Ln Segmenten</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>Zum Beispiel</translation>
    </message>
    <message>
        <source>Used in</source>
        <translation>Verwendet in</translation>
    </message>
    <message>
        <source>There is none yet. Try all that somebody spent, or the category they buy most.</source>
        <translation>Noch gibt es keines. Versuchen Sie es mit allem, was jemand ausgegeben hat, oder mit der meistgekauften Kategorie.</translation>
    </message>
    <message>
        <source>e.g. Spent in total</source>
        <translation>z. B. Insgesamt ausgegeben</translation>
    </message>
    <message>
        <source>Keep the value</source>
        <translation>Merkmal behalten</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Nobody has such a value.</source>
        <translation>Niemand hat ein solches Merkmal.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 · %Ln people have one</source>
        <translation>
            <numerusform>%1: %2 · %Ln Person hat eines</numerusform>
            <numerusform>%1: %2 · %Ln Personen haben eines</numerusform>
        </translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a computed value now</source>
        <translation>„%1“ ist jetzt ein berechnetes Merkmal</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was changed</source>
        <translation>„%1“ wurde geändert</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is called &quot;%2&quot; now, also in the rules that use it</source>
        <translation>„%1“ heißt jetzt „%2“, auch in den Regeln, die es verwenden</translation>
    </message>
    <message numerus="yes">
        <source>&quot;%1&quot; was removed; %Ln segments still ask for it</source>
        <translation>
            <numerusform>„%1“ wurde entfernt; %Ln Segment fragt noch danach</numerusform>
            <numerusform>„%1“ wurde entfernt; %Ln Segmente fragen noch danach</numerusform>
        </translation>
    </message>
    <message>
        <source>&quot;%1&quot; was removed</source>
        <translation>„%1“ wurde entfernt</translation>
    </message>
</context>
<context>
    <name>audience::ui::VariantBar</name>
    <message>
        <source>See and change the email itself or one of its variants</source>
        <translation>Die E-Mail selbst oder eine ihrer Varianten ansehen und ändern</translation>
    </message>
    <message>
        <source>Back to the original</source>
        <translation>Zurück zum Original</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Variant %1</source>
        <translation>Variante %1</translation>
    </message>
    <message>
        <source>Which words: %1</source>
        <translation>Welche Worte: %1</translation>
    </message>
    <message>
        <source>What you change here is changed in variant %1 alone.</source>
        <translation>Was Sie hier ändern, ändert sich nur in Variante %1.</translation>
    </message>
    <message>
        <source>the email itself</source>
        <translation>die E-Mail selbst</translation>
    </message>
</context>
<context>
    <name>audience::ui::VariantsPanel</name>
    <message>
        <source>Say it in another way</source>
        <translation>Anders sagen</translation>
    </message>
    <message>
        <source>A variant has another subject, another preheader or other words than the email itself, which is A. A campaign says which of them it sends.</source>
        <translation>Eine Variante hat einen anderen Betreff, eine andere Vorschauzeile oder andere Worte als die E-Mail selbst, die A ist. Eine Kampagne sagt, welche davon sie sendet.</translation>
    </message>
    <message>
        <source>Add variant B</source>
        <translation>Variante B hinzufügen</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Add a variant</source>
        <translation>Variante hinzufügen</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Remove this variant</source>
        <translation>Diese Variante entfernen</translation>
    </message>
    <message>
        <source>Texts of A and of this variant</source>
        <translation>Texte von A und dieser Variante</translation>
    </message>
    <message>
        <source>Variant %1</source>
        <translation>Variante %1</translation>
    </message>
    <message>
        <source>own body</source>
        <translation>eigener Inhalt</translation>
    </message>
    <message>
        <source>Use the body of A</source>
        <translation>Inhalt von A verwenden</translation>
    </message>
    <message>
        <source>Give it a body of its own</source>
        <translation>Eigenen Inhalt geben</translation>
    </message>
    <message>
        <source>A is the email itself. A campaign sends A to everybody unless it is told to send %1; an experiment that splits people between them is not part of a template.</source>
        <translation>A ist die E-Mail selbst. Eine Kampagne sendet A an alle, wenn ihr nicht gesagt wird, %1 zu senden; ein Test, der Personen zwischen ihnen aufteilt, gehört nicht zur Vorlage.</translation>
    </message>
    <message>
        <source>Readers of a translation get what it says, whatever the variant.</source>
        <translation>Leser einer Übersetzung bekommen, was darin steht, gleich bei welcher Variante.</translation>
    </message>
    <message>
        <source>A, the email itself</source>
        <translation>A, die E-Mail selbst</translation>
    </message>
    <message>
        <source>as in A</source>
        <translation>wie in A</translation>
    </message>
    <message>
        <source>Add variant %1</source>
        <translation>Variante %1 hinzufügen</translation>
    </message>
    <message>
        <source>Remove variant %1</source>
        <translation>Variante %1 entfernen</translation>
    </message>
    <message>
        <source>Give variant %1 a body of its own</source>
        <translation>Variante %1 einen eigenen Inhalt geben</translation>
    </message>
    <message>
        <source>Use the body of A in variant %1</source>
        <translation>Inhalt von A in Variante %1 verwenden</translation>
    </message>
    <message>
        <source>Change variant %1</source>
        <translation>Variante %1 ändern</translation>
    </message>
    <message>
        <source>To write it on the canvas, choose it beside the subject.</source>
        <translation>Um sie auf der Fläche zu schreiben, wählen Sie sie neben dem Betreff.</translation>
    </message>
</context>
<context>
    <name>audience::ui::VersionsModel</name>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>the first one</source>
        <translation>die erste</translation>
    </message>
    <message>
        <source>brought back</source>
        <translation>zurückgeholt</translation>
    </message>
    <message>
        <source>nothing changed</source>
        <translation>nichts geändert</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Fassung %1</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>audience::ui::VersionsPanel</name>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>%1 &quot;%2&quot;</source>
        <translation>%1 „%2“</translation>
    </message>
    <message>
        <source>Variant %1</source>
        <translation>Variante %1</translation>
    </message>
    <message>
        <source>Link parameter %1</source>
        <translation>Link-Parameter %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>Preheader</source>
        <translation>Vorschauzeile</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>Nur Text</translation>
    </message>
    <message>
        <source>Where a value is missing</source>
        <translation>Wo ein Wert fehlt</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>The whole email</source>
        <translation>Die ganze E-Mail</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>made of blocks now</source>
        <translation>jetzt aus Blöcken</translation>
    </message>
    <message>
        <source>HTML by hand now</source>
        <translation>jetzt HTML von Hand</translation>
    </message>
    <message>
        <source>words changed</source>
        <translation>Worte geändert</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 geändert</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 und %Ln weitere</numerusform>
            <numerusform>%1 und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>the versions</source>
        <translation>den Fassungen</translation>
    </message>
    <message>
        <source>what differs</source>
        <translation>den Unterschieden</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Every save is a version here. What was sent stays as it was sent.</source>
        <translation>Jedes Speichern ergibt hier eine Fassung. Was gesendet wurde, bleibt, wie es gesendet wurde.</translation>
    </message>
    <message>
        <source>Beside what</source>
        <translation>Womit verglichen</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>Die davor</translation>
    </message>
    <message>
        <source>The email now</source>
        <translation>Die E-Mail jetzt</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Put it into the editor; saving makes it the newest version</source>
        <translation>In den Editor holen; mit dem Speichern wird sie die neueste Fassung</translation>
    </message>
    <message>
        <source>Reading the versions…</source>
        <translation>Fassungen werden gelesen…</translation>
    </message>
    <message>
        <source>The versions could not be read</source>
        <translation>Die Fassungen konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Fassung %1</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Saved by %1, %2</source>
        <translation>Gespeichert von %1, %2</translation>
    </message>
    <message>
        <source>approved by %1</source>
        <translation>freigegeben von %1</translation>
    </message>
    <message>
        <source>a campaign sends it, so it stays as it is</source>
        <translation>eine Kampagne sendet sie, daher bleibt sie, wie sie ist</translation>
    </message>
    <message>
        <source>It is the first one; there is none before it.</source>
        <translation>Es ist die erste; davor gibt es keine.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Restore version %1</source>
        <translation>Fassung %1 wiederherstellen</translation>
    </message>
</context>
<context>
    <name>audience::ui::WayOut</name>
    <message>
        <source>Tab indents; %1 leaves the editor.</source>
        <extracomment>%1: keys</extracomment>
        <translation>Tab rückt ein; %1 verlässt den Editor.</translation>
    </message>
</context>
<context>
    <name>audience::ui::WhoPanel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Show these people</source>
        <translation>Diese Personen zeigen</translation>
    </message>
    <message>
        <source>Add as a condition</source>
        <translation>Als Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>Make it a segment</source>
        <translation>Zum Segment machen</translation>
    </message>
    <message>
        <source>Not counted yet</source>
        <translation>Zählt noch nicht mit</translation>
    </message>
</context>
<context>
    <name>audience::ui::WordingsModel</name>
    <message>
        <source>as it is</source>
        <translation>wie es ist</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
</context>
<context>
    <name>audience::ui::WordingsView</name>
    <message>
        <source>%1, in other words</source>
        <translation>%1, in anderen Worten</translation>
    </message>
</context>
<context>
    <name>audience::ui::WorkspaceSection</name>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Name of the workspace</source>
        <translation>Name des Arbeitsbereichs</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Check this file</source>
        <translation>Diese Datei prüfen</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>This workspace</source>
        <translation>Dieser Arbeitsbereich</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Stands in the rail and in the title of the window.</source>
        <translation>Steht in der Leiste und im Titel des Fensters.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Keeping it safe</source>
        <translation>Sicher aufbewahren</translation>
    </message>
    <message>
        <source>Where to keep the backup</source>
        <translation>Wo die Sicherung liegen soll</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>A whole copy of the file, made while you go on working. Keep it on another disk.</source>
        <translation>Eine ganze Kopie der Datei, während Sie weiterarbeiten. Bewahren Sie sie auf einem anderen Datenträger auf.</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Reads the whole file and compares data, sends and audit log with each other.</source>
        <translation>Liest die ganze Datei und vergleicht Daten, Versände und Protokoll miteinander.</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Nachprüfen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Where to keep the audit log</source>
        <translation>Wo das Protokoll liegen soll</translation>
    </message>
    <message>
        <source>%1 · made on %2</source>
        <translation>%1 · angelegt am %2</translation>
    </message>
    <message>
        <source>A workspace needs a name; it keeps the one it had.</source>
        <translation>Ein Arbeitsbereich braucht einen Namen; er behält den bisherigen.</translation>
    </message>
    <message>
        <source>Backing up</source>
        <translation>Wird gesichert</translation>
    </message>
    <message>
        <source>Backed up</source>
        <translation>Gesichert</translation>
    </message>
    <message>
        <source>Checking the file</source>
        <translation>Die Datei wird geprüft</translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>Alles in Ordnung</translation>
    </message>
    <message>
        <source>The file is whole, and data, sends and audit log agree.</source>
        <translation>Die Datei ist vollständig, und Daten, Versände und Protokoll stimmen überein.</translation>
    </message>
    <message numerus="yes">
        <source>%n things are not as they should be. Go back to a backup from before, or ask for help with this list.</source>
        <translation>
            <numerusform>%n Sache ist nicht, wie sie sein soll. Gehen Sie zu einer früheren Sicherung zurück oder bitten Sie mit dieser Liste um Hilfe.</numerusform>
            <numerusform>%n Sachen sind nicht, wie sie sein sollen. Gehen Sie zu einer früheren Sicherung zurück oder bitten Sie mit dieser Liste um Hilfe.</numerusform>
        </translation>
    </message>
    <message>
        <source>The audit log is whole</source>
        <translation>Das Protokoll ist vollständig</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>Postanschrift</translation>
    </message>
    <message>
        <source>In every email</source>
        <translation>In jeder E-Mail</translation>
    </message>
    <message>
        <source>Who they come from</source>
        <translation>Von wem sie kommen</translation>
    </message>
    <message>
        <source>The name of your company, shop or club. Templates write it as {{ sender_name }}.</source>
        <translation>Der Name Ihrer Firma, Ihres Geschäfts oder Vereins. Vorlagen schreiben ihn als {{ sender_name }}.</translation>
    </message>
    <message>
        <source>Mailbox providers and the law ask for it. Templates write it as {{ postal_address }}.</source>
        <translation>Mailanbieter und das Gesetz verlangen sie. Vorlagen schreiben sie als {{ postal_address }}.</translation>
    </message>
    <message>
        <source>What every email says about you was changed</source>
        <translation>Was jede E-Mail über Sie sagt, wurde geändert</translation>
    </message>
    <message>
        <source>Checking the audit log</source>
        <translation>Das Protokoll wird geprüft</translation>
    </message>
    <message>
        <source>Saving the audit log</source>
        <translation>Das Protokoll wird gespeichert</translation>
    </message>
    <message>
        <source>Who changed and sent what. Nobody can alter or remove an entry unseen.</source>
        <translation>Wer was geändert und gesendet hat. Niemand kann einen Eintrag unbemerkt ändern oder entfernen.</translation>
    </message>
    <message>
        <source>The workspace is called &quot;%1&quot; now</source>
        <translation>Der Arbeitsbereich heißt jetzt „%1“</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries, and none was changed or removed.</source>
        <translation>
            <numerusform>%Ln Eintrag, und er wurde weder geändert noch entfernt.</numerusform>
            <numerusform>%Ln Einträge, und keiner wurde geändert oder entfernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The audit log was saved with a seal that shows whether anybody changed it</source>
        <translation>Das Protokoll wurde mit einem Siegel gesichert, das zeigt, ob jemand es geändert hat</translation>
    </message>
    <message>
        <source>Who sends</source>
        <translation>Wer sendet</translation>
    </message>
    <message>
        <source>Hand over sending…</source>
        <translation>Versand abgeben…</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>The workspace to open</source>
        <translation>Der Arbeitsbereich, der geöffnet wird</translation>
    </message>
    <message>
        <source>Open the demo shop in FILE; it is made if it is not there.</source>
        <translation>Öffnet den Demo-Shop in DATEI; er entsteht, wenn es ihn nicht gibt.</translation>
    </message>
    <message>
        <source>Write pictures of every page into DIR and end.</source>
        <translation>Schreibt Bilder aller Seiten in ORDNER und endet.</translation>
    </message>
    <message>
        <source>light or dark; of pictures also both</source>
        <translation>light oder dark; bei Bildern auch both</translation>
    </message>
    <message>
        <source>Pictures of these pages only, e.g. data,segments-empty</source>
        <translation>Nur Bilder dieser Seiten, z. B. data,segments-empty</translation>
    </message>
    <message>
        <source>Sizes of the pictures</source>
        <translation>Größen der Bilder</translation>
    </message>
    <message>
        <source>Language, e.g. de; else the system&apos;s</source>
        <translation>Sprache, z. B. de; sonst die des Systems</translation>
    </message>
    <message>
        <source>How large everything is drawn, e.g. 1.5</source>
        <translation>Wie groß alles gezeichnet wird, z. B. 1.5</translation>
    </message>
    <message>
        <source>People of a new demo shop</source>
        <translation>Personen eines neuen Demo-Shops</translation>
    </message>
    <message>
        <source>Events of a new demo shop</source>
        <translation>Ereignisse eines neuen Demo-Shops</translation>
    </message>
    <message>
        <source>Something did not stop in time, and the program ended without it. Nothing that was kept is lost.</source>
        <translation>Etwas hat nicht rechtzeitig gestoppt, und das Programm endete ohne es. Nichts Gesichertes ist verloren.</translation>
    </message>
</context>
</TS>
