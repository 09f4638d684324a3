<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AgainDialog</name>
    <message>
        <source>This paragraph again</source>
        <translation>Diesen Absatz noch einmal</translation>
    </message>
    <message numerus="yes">
        <source>It stands in %n parts here; what you take replaces them all.</source>
        <translation>
            <numerusform>Er steht hier in %n Teil; was übernommen wird, ersetzt ihn.</numerusform>
            <numerusform>Er steht hier in %n Teilen; was übernommen wird, ersetzt sie alle.</numerusform>
        </translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>Kürzer</translation>
    </message>
    <message>
        <source>Plainer</source>
        <translation>Einfacher</translation>
    </message>
    <message>
        <source>Closer to the speech</source>
        <translation>Näher am Gesprochenen</translation>
    </message>
    <message>
        <source>Or say how it should be</source>
        <translation>Oder sagen, wie er sein soll</translation>
    </message>
    <message>
        <source>Instruction of your own</source>
        <translation>Eigene Anweisung</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Nothing changes until you take what comes of it.</source>
        <translation>Nichts ändert sich, bevor das Ergebnis übernommen wird.</translation>
    </message>
    <message>
        <source>The paragraph is being written</source>
        <translation>Der Absatz wird geschrieben</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The paragraph is being written. You can read on meanwhile.</source>
        <translation>Der Absatz wird geschrieben. Währenddessen kann weitergelesen werden.</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Another way</source>
        <translation>Anders</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>It came out as it stands in the article already.</source>
        <translation>Heraus kam, was schon im Artikel steht.</translation>
    </message>
    <message>
        <source>What the writer made of it is not backed: these are the spoken words.</source>
        <translation>Was das Modell schrieb, ist nicht belegt: Dies sind die gesprochenen Worte.</translation>
    </message>
    <message>
        <source>What could not be backed stands as it was spoken.</source>
        <translation>Was nicht zu belegen war, steht da, wie es gesprochen wurde.</translation>
    </message>
    <message>
        <source>Little of this can be found in what was said: please read it closely.</source>
        <translation>Wenig davon findet sich im Gesagten: bitte genau lesen.</translation>
    </message>
    <message>
        <source>This article is being made just now. Ask again when that is done.</source>
        <translation>Dieser Artikel entsteht gerade. Bitte danach noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>AppearanceMenu</name>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Narrow</source>
        <translation>Schmal</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>Breit</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>Serif</source>
        <translation>Mit Serifen</translation>
    </message>
    <message>
        <source>Sans</source>
        <translation>Ohne Serifen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
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
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
</context>
<context>
    <name>BlockEditor</name>
    <message>
        <source>Text of the article</source>
        <translation>Text des Artikels</translation>
    </message>
</context>
<context>
    <name>BlockMenu</name>
    <message>
        <source>Show what was spoken</source>
        <translation>Gesprochenes zeigen</translation>
    </message>
    <message>
        <source>Edit caption</source>
        <translation>Bildunterschrift bearbeiten</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>Hier teilen</translation>
    </message>
    <message>
        <source>Merge with the next</source>
        <translation>Mit dem nächsten verbinden</translation>
    </message>
    <message>
        <source>Edit description</source>
        <translation>Beschreibung bearbeiten</translation>
    </message>
    <message>
        <source>Swap picture…</source>
        <translation>Bild tauschen …</translation>
    </message>
    <message>
        <source>Add a picture…</source>
        <translation>Bild hinzufügen …</translation>
    </message>
    <message>
        <source>Delete this entry</source>
        <translation>Diesen Eintrag löschen</translation>
    </message>
    <message>
        <source>Delete the list</source>
        <translation>Liste löschen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Correct a name…</source>
        <translation>Namen berichtigen …</translation>
    </message>
    <message>
        <source>Reset this edit</source>
        <translation>Diese Änderung zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all edits here</source>
        <translation>Alle Änderungen hier zurücksetzen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Write again (not while a part of it is deleted)</source>
        <translation>Neu schreiben (nicht, solange ein Teil davon gelöscht ist)</translation>
    </message>
    <message>
        <source>Write again (not while a list stands among its parts)</source>
        <translation>Neu schreiben (nicht, solange eine Liste zwischen den Teilen steht)</translation>
    </message>
    <message>
        <source>Write again</source>
        <translation>Neu schreiben</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>Kürzer</translation>
    </message>
    <message>
        <source>Plainer</source>
        <translation>Einfacher</translation>
    </message>
    <message>
        <source>Closer to the speech</source>
        <translation>Näher am Gesprochenen</translation>
    </message>
    <message>
        <source>As you say…</source>
        <translation>Nach Anweisung …</translation>
    </message>
</context>
<context>
    <name>CardGrid</name>
    <message>
        <source>Your articles</source>
        <translation>Artikel</translation>
    </message>
</context>
<context>
    <name>CardMenu</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Make it again from the recording</source>
        <translation>Aus der Aufnahme neu machen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Tags: %1…</source>
        <translation>Schlagwörter: %1…</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>Schlagwörter…</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>Aus dem Archiv holen</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Move to the bin</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Move to the bin (%1)</source>
        <translation>In den Papierkorb (%1)</translation>
    </message>
</context>
<context>
    <name>Chapters</name>
    <message>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>It tells %1% of what was said.</source>
        <translation>Es erzählt %1 % von dem, was gesagt wurde.</translation>
    </message>
</context>
<context>
    <name>ChoicePanel</name>
    <message>
        <source>Language spoken</source>
        <translation>Gesprochene Sprache</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>Tonspur</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Listens</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Stil</translation>
    </message>
    <message>
        <source>Language of the article</source>
        <translation>Sprache des Artikels</translation>
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
        <source>As it is heard</source>
        <translation>Wie gehört</translation>
    </message>
    <message>
        <source>The best here</source>
        <translation>Das beste hier</translation>
    </message>
    <message>
        <source>Nobody: the cleaned words</source>
        <translation>Niemand: die bereinigten Worte</translation>
    </message>
    <message>
        <source>The best</source>
        <translation>Die beste</translation>
    </message>
    <message>
        <source>Use them where they are good</source>
        <translation>Nutzen, wenn sie gut sind</translation>
    </message>
    <message>
        <source>Always listen</source>
        <translation>Immer zuhören</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Times are written as seconds, m:ss or h:mm:ss.</source>
        <translation>Zeiten stehen als Sekunden, m:ss oder h:mm:ss.</translation>
    </message>
    <message>
        <source>The end must come after the beginning.</source>
        <translation>Das Ende muss nach dem Anfang liegen.</translation>
    </message>
    <message>
        <source>The recording is shorter than that.</source>
        <translation>Die Aufnahme ist kürzer.</translation>
    </message>
    <message>
        <source>For this recording</source>
        <translation>Für diese Aufnahme</translation>
    </message>
    <message>
        <source>A change begins again with what is still true.</source>
        <translation>Eine Änderung beginnt neu mit dem, was noch gilt.</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Back 5 seconds</source>
        <translation>5 Sekunden zurück</translation>
    </message>
    <message>
        <source>Forward 5 seconds</source>
        <translation>5 Sekunden vor</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Fill the display</source>
        <translation>Ganzer Bildschirm</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Space; K stops, L plays and then faster</source>
        <translation>Leertaste; K hält an, L spielt ab und dann schneller</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Ton an</translation>
    </message>
    <message>
        <source>This machine has no sound device</source>
        <translation>Dieser Rechner hat kein Tongerät</translation>
    </message>
    <message>
        <source>Back into the window</source>
        <translation>Zurück ins Fenster</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Left arrow; J for 10 seconds, Shift for 1, comma for a frame</source>
        <translation>Pfeil links; J für 10 Sekunden, Umschalt für 1, Komma für ein Bild</translation>
    </message>
    <message>
        <source>Right arrow; Shift for 1 second, full stop for a frame</source>
        <translation>Pfeil rechts; Umschalt für 1 Sekunde, Punkt für ein Bild</translation>
    </message>
    <message>
        <source>up and down arrow</source>
        <translation>Pfeil auf und ab</translation>
    </message>
    <message>
        <source>{name} ({keys})</source>
        <translation>{name} ({keys})</translation>
    </message>
</context>
<context>
    <name>CorrectName</name>
    <message>
        <source>Correct a name everywhere</source>
        <translation>Einen Namen überall berichtigen</translation>
    </message>
    <message>
        <source>As it stands</source>
        <translation>Wie er dasteht</translation>
    </message>
    <message>
        <source>As it should be</source>
        <translation>Wie er heißen soll</translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation>Nur ganze Wörter</translation>
    </message>
    <message>
        <source>Same upper and lower case only</source>
        <translation>Nur gleiche Groß- und Kleinschreibung</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Berichtigen</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n Stelle</numerusform>
            <numerusform>%n Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Found nowhere</source>
        <translation>Nirgends gefunden</translation>
    </message>
</context>
<context>
    <name>Corrections</name>
    <message>
        <source>Your corrections</source>
        <translation>Berichtigungen</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>Noch keine.</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Zu %1</translation>
    </message>
    <message>
        <source>%1 (rests: its place is not there now)</source>
        <translation>%1 (ruht: die Stelle gibt es gerade nicht)</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset: %1</source>
        <translation>Zurücksetzen: %1</translation>
    </message>
    <message>
        <source>“%1” is “%2” everywhere</source>
        <translation>„%1“ ist überall „%2“</translation>
    </message>
    <message>
        <source>Text: %1</source>
        <translation>Text: %1</translation>
    </message>
    <message>
        <source>Entry of a list: %1</source>
        <translation>Listenpunkt: %1</translation>
    </message>
    <message>
        <source>Title: %1</source>
        <translation>Titel: %1</translation>
    </message>
    <message>
        <source>Caption: %1</source>
        <translation>Bildunterschrift: %1</translation>
    </message>
    <message>
        <source>Description: %1</source>
        <translation>Beschreibung: %1</translation>
    </message>
    <message>
        <source>Written again: %1</source>
        <translation>Neu geschrieben: %1</translation>
    </message>
    <message>
        <source>Split: %1</source>
        <translation>Geteilt: %1</translation>
    </message>
    <message>
        <source>Merged with the next: %1</source>
        <translation>Mit dem nächsten verbunden: %1</translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation>Gelöscht: %1</translation>
    </message>
    <message>
        <source>Restored: %1</source>
        <translation>Wiederhergestellt: %1</translation>
    </message>
    <message>
        <source>Picture: %1</source>
        <translation>Bild: %1</translation>
    </message>
    <message>
        <source>Picture added: %1</source>
        <translation>Bild hinzugefügt: %1</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Title of the article</source>
        <translation>Titel des Artikels</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Tags, commas between them</source>
        <translation>Schlagwörter, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>“%1” is in the bin (%2). The recording was not touched.</source>
        <translation>„%1“ ist im Papierkorb (%2). Die Aufnahme blieb unberührt.</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Zurücklegen</translation>
    </message>
    <message>
        <source>It could not be put back. It is still in the bin.</source>
        <translation>Zurücklegen ging nicht. Er liegt noch im Papierkorb.</translation>
    </message>
    <message>
        <source>“%1” is in the archive. The filters beside the search show it.</source>
        <translation>„%1“ ist im Archiv. Die Filter neben der Suche zeigen ihn.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurückholen</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Nothing was written down.</source>
        <translation>Es wurde nichts festgehalten.</translation>
    </message>
    <message>
        <source>End of the log</source>
        <translation>Ende des Protokolls</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>DropPlace</name>
    <message>
        <source>Drop a video here</source>
        <translation>Video hierher ziehen</translation>
    </message>
    <message>
        <source>or a sound recording, several at once, a whole folder</source>
        <translation>oder eine Tonaufnahme, mehrere auf einmal, einen ganzen Ordner</translation>
    </message>
    <message>
        <source>Choose a video…</source>
        <translation>Video wählen …</translation>
    </message>
    <message>
        <source>Everything is done on this machine. Nothing leaves it.</source>
        <translation>Alles geschieht auf diesem Rechner. Nichts verlässt ihn.</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Pictures around this place</source>
        <translation>Bilder um diese Stelle</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Frame the video is at</source>
        <translation>Bild, bei dem das Video steht</translation>
    </message>
    <message>
        <source>There are no other pictures near.</source>
        <translation>In der Nähe gibt es keine anderen Bilder.</translation>
    </message>
    <message>
        <source>Picture at %1</source>
        <translation>Bild bei %1</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>No filters</source>
        <translation>Keine Filter</translation>
    </message>
    <message>
        <source>The last week</source>
        <translation>Die letzte Woche</translation>
    </message>
    <message>
        <source>The last month</source>
        <translation>Der letzte Monat</translation>
    </message>
    <message>
        <source>The last year</source>
        <translation>Das letzte Jahr</translation>
    </message>
    <message>
        <source>Language: any</source>
        <translation>Sprache: jede</translation>
    </message>
    <message>
        <source>Folder: any</source>
        <translation>Ordner: jeder</translation>
    </message>
    <message>
        <source>Tag: any</source>
        <translation>Schlagwort: jedes</translation>
    </message>
    <message>
        <source>Day: any</source>
        <translation>Tag: jeder</translation>
    </message>
    <message>
        <source>Length: any</source>
        <translation>Länge: jede</translation>
    </message>
    <message>
        <source>Under 15 minutes</source>
        <translation>Unter 15 Minuten</translation>
    </message>
    <message>
        <source>15 to 60 minutes</source>
        <translation>15 bis 60 Minuten</translation>
    </message>
    <message>
        <source>Over an hour</source>
        <translation>Über eine Stunde</translation>
    </message>
    <message>
        <source>Archived: hidden</source>
        <translation>Archivierte: verborgen</translation>
    </message>
    <message>
        <source>Archived: shown</source>
        <translation>Archivierte: gezeigt</translation>
    </message>
    <message>
        <source>Day of the recording</source>
        <translation>Tag der Aufnahme</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Folder of the recording</source>
        <translation>Ordner der Aufnahme</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this article</source>
        <translation>In diesem Artikel suchen</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message numerus="yes">
        <source>%n project(s) of a newer version are not searched.</source>
        <translation>
            <numerusform>%n Projekt einer neueren Version wird nicht durchsucht.</numerusform>
            <numerusform>%n Projekte einer neueren Version werden nicht durchsucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Without the filters there may be something.</source>
        <translation>Ohne die Filter findet sich vielleicht etwas.</translation>
    </message>
    <message>
        <source>Fewer words, or only their beginnings, find more.</source>
        <translation>Weniger Wörter, oder nur ihre Anfänge, finden mehr.</translation>
    </message>
    <message>
        <source>Nothing was found for “%1”</source>
        <translation>Zu „%1“ wurde nichts gefunden</translation>
    </message>
    <message numerus="yes">
        <source>The best %1 of %n passage(s)</source>
        <translation>
            <numerusform>Die beste %1 von %n Stelle</numerusform>
            <numerusform>Die besten %1 von %n Stellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n Stelle</numerusform>
            <numerusform>%n Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading your articles: %1 of %2.</source>
        <translation>Deine Artikel werden gelesen: %1 von %2.</translation>
    </message>
</context>
<context>
    <name>FolderChoice</name>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Usual place</source>
        <translation>Üblicher Ort</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>Web page in a folder</source>
        <translation>Webseite in einem Ordner</translation>
    </message>
    <message>
        <source>Web page with the recording</source>
        <translation>Webseite mit der Aufnahme</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Markdown for Obsidian</source>
        <translation>Markdown für Obsidian</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>EPUB book</source>
        <translation>EPUB-Buch</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word-Dokument</translation>
    </message>
    <message>
        <source>Subtitles (SRT)</source>
        <translation>Untertitel (SRT)</translation>
    </message>
    <message>
        <source>Subtitles (WebVTT)</source>
        <translation>Untertitel (WebVTT)</translation>
    </message>
    <message>
        <source>Transcript as text</source>
        <translation>Transkript als Text</translation>
    </message>
    <message>
        <source>Transcript as JSON</source>
        <translation>Transkript als JSON</translation>
    </message>
    <message>
        <source>Save the article</source>
        <translation>Artikel speichern</translation>
    </message>
    <message>
        <source>Save in this folder</source>
        <translation>In diesem Ordner speichern</translation>
    </message>
    <message>
        <source>Where is “{name}” now?</source>
        <translation>Wo ist „{name}“ jetzt?</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Rückwärts suchen</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>Übliche Textgröße</translation>
    </message>
    <message>
        <source>Find in this article</source>
        <translation>In diesem Artikel suchen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Bildunterschrift</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Swap picture</source>
        <translation>Bild tauschen</translation>
    </message>
    <message>
        <source>Add picture</source>
        <translation>Bild hinzufügen</translation>
    </message>
    <message>
        <source>Correct a name</source>
        <translation>Namen berichtigen</translation>
    </message>
    <message>
        <source>Write again</source>
        <translation>Neu schreiben</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Passages found</source>
        <translation>Gefundene Stellen</translation>
    </message>
</context>
<context>
    <name>HitPainter</name>
    <message numerus="yes">
        <source>%n more here</source>
        <translation>
            <numerusform>%n weitere hier</numerusform>
            <numerusform>%n weitere hier</numerusform>
        </translation>
    </message>
    <message>
        <source>in the code</source>
        <translation>im Code</translation>
    </message>
    <message>
        <source>on the screen</source>
        <translation>auf dem Bildschirm</translation>
    </message>
    <message>
        <source>spoken</source>
        <translation>gesprochen</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Choose videos</source>
        <translation>Videos wählen</translation>
    </message>
    <message>
        <source>There is no recording in the folder “%1”.</source>
        <translation>Im Ordner „%1“ ist keine Aufnahme.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” holds %n recording(s).</source>
        <translation>
            <numerusform>„%1“ enthält %n Aufnahme.</numerusform>
            <numerusform>„%1“ enthält %n Aufnahmen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Make articles of all %n</source>
        <translation>
            <numerusform>%n Artikel machen</numerusform>
            <numerusform>Aus allen %n Artikel machen</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is an address on the web. Readreel never goes online: save the video first, then drop the file.</source>
        <translation>„%1“ ist eine Adresse im Netz. Readreel geht nie ins Netz: Video zuerst sichern, dann die Datei hierher ziehen.</translation>
    </message>
    <message>
        <source>This is text, not a recording. Drop a file, or paste its path.</source>
        <translation>Das ist Text, keine Aufnahme. Eine Datei ziehen oder ihren Pfad einfügen.</translation>
    </message>
    <message>
        <source>There is no file “%1” any more.</source>
        <translation>Die Datei „%1“ gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>“%1” is neither a video nor a sound recording.</source>
        <translation>„%1“ ist weder Video noch Tonaufnahme.</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) could not be used either.</source>
        <translation>
            <numerusform>%n weitere Datei war auch nicht zu brauchen.</numerusform>
            <numerusform>%n weitere waren auch nicht zu brauchen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Einzelheiten zeigen</translation>
    </message>
    <message>
        <source>Choices for this recording</source>
        <translation>Auswahl für diese Aufnahme</translation>
    </message>
    <message>
        <source>Keep the computer awake until it is done</source>
        <translation>Rechner wach halten, bis es fertig ist</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Take out of the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
</context>
<context>
    <name>JobList</name>
    <message>
        <source>What is being made</source>
        <translation>Was entsteht</translation>
    </message>
    <message>
        <source>Nothing is being made</source>
        <translation>Es entsteht gerade nichts</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Take out of the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>An article is being made</source>
        <translation>Ein Artikel entsteht</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Bereitet vor …</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Stehen geblieben</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Looking into the file</source>
        <translation>Sieht in die Datei</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Looking at the pictures</source>
        <translation>Sieht die Bilder an</translation>
    </message>
    <message>
        <source>Reading the screen</source>
        <translation>Liest den Bildschirm</translation>
    </message>
    <message>
        <source>Checking the spelling</source>
        <translation>Prüft die Schreibweisen</translation>
    </message>
    <message>
        <source>Finding chapters</source>
        <translation>Findet Kapitel</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <source>Putting it together</source>
        <translation>Fügt zusammen</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Save a copy of the corrections</source>
        <translation>Kopie der Berichtigungen speichern</translation>
    </message>
    <message>
        <source>{article} corrections.json</source>
        <translation>{article} Berichtigungen.json</translation>
    </message>
    <message>
        <source>Your corrections are not saved yet.</source>
        <translation>Ihre Berichtigungen sind noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>A copy can be put into the article’s folder later, as edits.json.</source>
        <translation>Eine Kopie lässt sich später als edits.json in den Ordner des Artikels legen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Save a copy elsewhere…</source>
        <translation>Kopie anderswo speichern …</translation>
    </message>
    <message>
        <source>Close without them</source>
        <translation>Ohne sie schließen</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>Offen lassen</translation>
    </message>
</context>
<context>
    <name>Lightbox</name>
    <message>
        <source>Previous picture</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Zu %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>This picture is missing</source>
        <translation>Dieses Bild fehlt</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Looking where it can be had</source>
        <translation>Sieht nach, woher es zu haben ist</translation>
    </message>
    <message>
        <source>Reading every file again</source>
        <translation>Liest jede Datei noch einmal</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>Wird entfernt</translation>
    </message>
    <message>
        <source>Taking it in</source>
        <translation>Wird aufgenommen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Every file is right.</source>
        <translation>Jede Datei stimmt.</translation>
    </message>
    <message>
        <source>an unknown place</source>
        <translation>unbekannter Ort</translation>
    </message>
    <message>
        <source>%1 will be fetched from %2.</source>
        <translation>%1 werden von %2 geholt.</translation>
    </message>
    <message>
        <source>If that fails, %1 is tried.</source>
        <translation>Wenn das nicht geht, wird %1 versucht.</translation>
    </message>
    <message>
        <source>Nothing about you or your recordings is sent.</source>
        <translation>Nichts über Personen oder Aufnahmen wird gesendet.</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>This frees %1.</source>
        <translation>Das gibt %1 frei.</translation>
    </message>
    <message>
        <source>The original that you added it from stays where it is.</source>
        <translation>Das Original, aus dem es stammt, bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>It can be fetched again.</source>
        <translation>Es kann wieder geholt werden.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>listens</source>
        <translation>hört zu</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>schreibt</translation>
    </message>
    <message>
        <source>licence not stated</source>
        <translation>Lizenz nicht genannt</translation>
    </message>
    <message numerus="yes">
        <source>%n language(s)</source>
        <translation>
            <numerusform>%n Sprache</numerusform>
            <numerusform>%n Sprachen</numerusform>
        </translation>
    </message>
    <message>
        <source>needs %1 of memory</source>
        <translation>braucht %1 Speicher</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>not whole yet</source>
        <translation>noch nicht vollständig</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>more memory than this machine has</source>
        <translation>mehr Speicher, als dieser Rechner hat</translation>
    </message>
    <message>
        <source>slow without a graphics card</source>
        <translation>langsam ohne Grafikkarte</translation>
    </message>
    <message>
        <source>Repair…</source>
        <translation>Reparieren …</translation>
    </message>
    <message>
        <source>Go on…</source>
        <translation>Weiter …</translation>
    </message>
    <message>
        <source>Get…</source>
        <translation>Holen …</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Get the starters…</source>
        <translation>Startmodelle holen …</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Models that can be fetched</source>
        <translation>Modelle, die geholt werden können</translation>
    </message>
    <message>
        <source>Add a model of your own</source>
        <translation>Eigenes Modell hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>To begin, %n model(s) that suit most machines, %1 in all.</source>
        <translation>
            <numerusform>Für den Anfang %n Modell, das zu den meisten Rechnern passt, zusammen %1.</numerusform>
            <numerusform>Für den Anfang %n Modelle, die zu den meisten Rechnern passen, zusammen %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 will be fetched: %2.</source>
        <translation>%1 werden geholt: %2.</translation>
    </message>
    <message>
        <source>Nothing about you or your recordings is sent.</source>
        <translation>Nichts über Personen oder Aufnahmen wird gesendet.</translation>
    </message>
    <message>
        <source>Get them</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>Taking in %1. This reads the whole file once.</source>
        <translation>%1 wird aufgenommen. Dabei wird die ganze Datei einmal gelesen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 is ready.</source>
        <translation>%1 ist bereit.</translation>
    </message>
    <message>
        <source>Choose a model that writes</source>
        <translation>Schreibendes Modell wählen</translation>
    </message>
    <message>
        <source>Language models (*.gguf)</source>
        <translation>Sprachmodelle (*.gguf)</translation>
    </message>
    <message>
        <source>Choose the folder of a Whisper model</source>
        <translation>Ordner eines Whisper-Modells wählen</translation>
    </message>
    <message>
        <source>A writer (.gguf file)…</source>
        <translation>Schreibendes Modell (.gguf-Datei) …</translation>
    </message>
    <message>
        <source>A listener (Whisper folder)…</source>
        <translation>Zuhörendes Modell (Whisper-Ordner) …</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>They listen and write on this machine. The network is used only when you get one here.</source>
        <translation>Sie hören und schreiben auf diesem Rechner. Das Netz wird nur benutzt, wenn hier eines geholt wird.</translation>
    </message>
</context>
<context>
    <name>ModelsWanted</name>
    <message>
        <source>Get them…</source>
        <translation>Holen …</translation>
    </message>
    <message>
        <source>I have models of my own…</source>
        <translation>Ich habe eigene Modelle …</translation>
    </message>
    <message>
        <source>A model that listens is needed first</source>
        <translation>Zuerst wird ein Modell gebraucht, das zuhört</translation>
    </message>
    <message>
        <source>A model that writes is needed for rewritten articles</source>
        <translation>Für geschriebene Artikel wird ein Modell gebraucht, das schreibt</translation>
    </message>
    <message>
        <source>Two kinds of models are needed first</source>
        <translation>Zuerst werden zwei Arten von Modellen gebraucht</translation>
    </message>
    <message>
        <source>One listens, one writes, both on this machine. They are fetched once, %1 in all, and only when you say so.</source>
        <translation>Eines hört zu, eines schreibt, beide auf diesem Rechner. Sie werden einmal geholt, zusammen %1, und nur auf Wunsch.</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>listens</source>
        <translation>hört zu</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>schreibt</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Find out by listening</source>
        <translation>Durch Zuhören herausfinden</translation>
    </message>
    <message>
        <source>Best for this machine</source>
        <translation>Das beste für diesen Rechner</translation>
    </message>
    <message>
        <source>None: the cleaned transcript</source>
        <translation>Keines: das bereinigte Transkript</translation>
    </message>
    <message>
        <source>Faithful: everything that was said</source>
        <translation>Getreu: alles, was gesagt wurde</translation>
    </message>
    <message>
        <source>Concise: half of the words</source>
        <translation>Knapp: halb so viele Wörter</translation>
    </message>
    <message>
        <source>Textbook: sober sentences</source>
        <translation>Lehrbuch: sachliche Sätze</translation>
    </message>
    <message>
        <source>As it is spoken</source>
        <translation>Wie gesprochen</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>NVIDIA-Grafikkarte</translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation>Apple-Grafik</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <translation>%1 pt</translation>
    </message>
    <message>
        <source>Narrow</source>
        <translation>Schmal</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>Breit</translation>
    </message>
    <message>
        <source>Automatic (%1)</source>
        <translation>Automatisch (%1)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
</context>
<context>
    <name>Outlet</name>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Copy the article</source>
        <translation>Artikel kopieren</translation>
    </message>
    <message>
        <source>“{name}” is being written…</source>
        <translation>„{name}“ wird geschrieben …</translation>
    </message>
    <message>
        <source>“{name}” is being written: {percent} %</source>
        <translation>„{name}“ wird geschrieben: {percent} %</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>“{name}” is saved.</source>
        <translation>„{name}“ ist gespeichert.</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show the recording in its folder</source>
        <translation>Aufnahme im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show the project in its folder</source>
        <translation>Projekt im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>This picture is missing</source>
        <translation>Dieses Bild fehlt</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Artikel</translation>
    </message>
</context>
<context>
    <name>Pane</name>
    <message>
        <source>Go to %1</source>
        <translation>Zu %1</translation>
    </message>
    <message>
        <source>This paragraph keeps close to what was said. Show the spoken words</source>
        <translation>Dieser Absatz bleibt nah am Gesagten. Gesprochene Worte zeigen</translation>
    </message>
    <message>
        <source>Show the picture large: %1</source>
        <translation>Bild groß zeigen: %1</translation>
    </message>
</context>
<context>
    <name>Pill</name>
    <message>
        <source>Resume following</source>
        <translation>Wieder folgen</translation>
    </message>
    <message>
        <source>Go back to what is playing and follow it</source>
        <translation>Zurück zu dem, was läuft, und ihm folgen</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
</context>
<context>
    <name>PreferencesPage</name>
    <message>
        <source>Looking at this machine…</source>
        <translation>Sieht sich den Rechner an …</translation>
    </message>
    <message>
        <source>Best for this machine: %1</source>
        <translation>Das beste für diesen Rechner: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n core(s), %2 of memory for models, %3 free on disk</source>
        <translation>
            <numerusform>%1, %n Kern, %2 Speicher für Modelle, %3 frei auf der Platte</numerusform>
            <numerusform>%1, %n Kerne, %2 Speicher für Modelle, %3 frei auf der Platte</numerusform>
        </translation>
    </message>
    <message>
        <source>This machine could not be looked at: %1</source>
        <translation>Der Rechner ließ sich nicht ansehen: %1</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
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
        <source>Serif</source>
        <translation>Mit Serifen</translation>
    </message>
    <message>
        <source>Sans serif</source>
        <translation>Ohne Serifen</translation>
    </message>
    <message>
        <source>Keep the machine awake while articles are made</source>
        <translation>Rechner wach halten, solange Artikel entstehen</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>A change is for new articles; those made so far stay where they are.</source>
        <translation>Eine Änderung gilt für neue Artikel; die bisherigen bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Your own styles</source>
        <translation>Eigene Stile</translation>
    </message>
    <message>
        <source>A text file here that says how to write is offered as a style by its name.</source>
        <translation>Eine Textdatei in diesem Ordner, die sagt, wie geschrieben werden soll, steht unter ihrem Namen als Stil zur Wahl.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Letters of articles</source>
        <translation>Schrift der Artikel</translation>
    </message>
    <message>
        <source>Text size of articles</source>
        <translation>Textgröße der Artikel</translation>
    </message>
    <message>
        <source>Width of articles</source>
        <translation>Breite der Artikel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Takes effect when Readreel is started again.</source>
        <translation>Gilt nach dem nächsten Start von Readreel.</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Sprache des Fensters</translation>
    </message>
    <message>
        <source>Language of recordings</source>
        <translation>Sprache der Aufnahmen</translation>
    </message>
    <message>
        <source>In another language than the spoken one an article is translated by the model that writes.</source>
        <translation>In eine andere als die gesprochene Sprache übersetzt das schreibende Modell.</translation>
    </message>
    <message>
        <source>Language of articles</source>
        <translation>Sprache der Artikel</translation>
    </message>
    <message>
        <source>Making articles</source>
        <translation>Artikel machen</translation>
    </message>
    <message>
        <source>Listens</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <source>For new articles, and for those that are made again.</source>
        <translation>Für neue Artikel und für solche, die noch einmal erstellt werden.</translation>
    </message>
    <message>
        <source>Style of articles</source>
        <translation>Stil der Artikel</translation>
    </message>
    <message>
        <source>Works on</source>
        <translation>Arbeitet auf</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle …</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search all articles</source>
        <translation>Alle Artikel durchsuchen</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>In progress, %1%</source>
        <translation>In Arbeit, %1 %</translation>
    </message>
    <message>
        <source>Stopped at %1%</source>
        <translation>Steht bei %1 %</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Made by a newer version</source>
        <translation>Von einer neueren Version</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
</context>
<context>
    <name>SpokenCard</name>
    <message>
        <source>Words actually spoken</source>
        <translation>Was gesprochen wurde</translation>
    </message>
    <message>
        <source>Nothing was said here.</source>
        <translation>Hier wurde nichts gesagt.</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Zu %1</translation>
    </message>
    <message>
        <source>All of it is backed by what was said and shown.</source>
        <translation>Alles davon ist durch Gesagtes und Gezeigtes belegt.</translation>
    </message>
    <message>
        <source>Nearly all of it is backed by what was said and shown.</source>
        <translation>Fast alles davon ist durch Gesagtes und Gezeigtes belegt.</translation>
    </message>
    <message>
        <source>Most of it is backed by what was said and shown.</source>
        <translation>Das meiste davon ist durch Gesagtes und Gezeigtes belegt.</translation>
    </message>
    <message>
        <source>Little of it is backed by what was said and shown. Compare it with the words above.</source>
        <translation>Wenig davon ist durch Gesagtes und Gezeigtes belegt. Bitte mit den Worten oben vergleichen.</translation>
    </message>
    <message>
        <source>Translated. Numbers, names and denials were compared with what was said; whether every word says the same, nobody has checked.</source>
        <translation>Übersetzt. Zahlen, Namen und Verneinungen wurden mit dem Gesagten verglichen; ob jedes Wort dasselbe sagt, hat niemand geprüft.</translation>
    </message>
    <message>
        <source>It keeps close to what was said, because a freer version did not pass:</source>
        <translation>Der Absatz bleibt nah am Gesagten, weil eine freiere Fassung nicht bestand:</translation>
    </message>
    <message>
        <source>Parts of it were put back to what was said, because a draft did not pass:</source>
        <translation>Teile davon stehen wieder wie gesagt, weil ein Entwurf nicht bestand:</translation>
    </message>
    <message>
        <source>Spelled as the screen writes it:</source>
        <translation>So geschrieben, wie es auf dem Bildschirm steht:</translation>
    </message>
    <message>
        <source>the draft was not usable</source>
        <translation>der Entwurf war nicht zu brauchen</translation>
    </message>
    <message>
        <source>left out: nothing is said</source>
        <translation>weggelassen: sagt nichts</translation>
    </message>
    <message>
        <source>left out: said elsewhere</source>
        <translation>weggelassen: steht an anderer Stelle</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>weggelassen</translation>
    </message>
    <message>
        <source>Rewritten from these words.</source>
        <translation>Aus diesen Worten neu geschrieben.</translation>
    </message>
    <message>
        <source>The speaker’s own words, without fillers and false starts.</source>
        <translation>Die eigenen Worte, ohne Füllwörter und Fehlstarts.</translation>
    </message>
    <message>
        <source>Edited by you.</source>
        <translation>Von Hand bearbeitet.</translation>
    </message>
    <message>
        <source>it had a number with another unit than was said</source>
        <translation>er hatte eine Zahl mit einer anderen Einheit als gesagt</translation>
    </message>
    <message>
        <source>it turned a comparison round</source>
        <translation>er kehrte einen Vergleich um</translation>
    </message>
    <message>
        <source>it had a number that was neither said nor shown</source>
        <translation>eine Zahl darin wurde weder gesagt noch gezeigt</translation>
    </message>
    <message>
        <source>it had a name that was neither said nor shown</source>
        <translation>ein Name darin wurde weder gesagt noch gezeigt</translation>
    </message>
    <message>
        <source>it had a code word that was neither said nor shown</source>
        <translation>ein Codewort darin wurde weder gesagt noch gezeigt</translation>
    </message>
    <message>
        <source>it turned a statement round</source>
        <translation>eine Aussage war umgekehrt</translation>
    </message>
    <message>
        <source>it added something nobody said</source>
        <translation>etwas war hinzugefügt, das niemand sagte</translation>
    </message>
    <message>
        <source>it left out a sentence</source>
        <translation>ein Satz fehlte</translation>
    </message>
    <message>
        <source>it left words untranslated</source>
        <translation>Worte blieben unübersetzt</translation>
    </message>
    <message>
        <source>it left out details</source>
        <translation>Einzelheiten fehlten</translation>
    </message>
    <message>
        <source>it repeated itself</source>
        <translation>etwas war wiederholt</translation>
    </message>
    <message>
        <source>it was too short or too long</source>
        <translation>zu kurz oder zu lang</translation>
    </message>
    <message>
        <source>it was in another language</source>
        <translation>in einer anderen Sprache</translation>
    </message>
    <message>
        <source>it talked about the task</source>
        <translation>von der Aufgabe war die Rede</translation>
    </message>
    <message>
        <source>it told of the speaker from outside</source>
        <translation>von der sprechenden Person war wie von außen die Rede</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>es dauerte zu lange</translation>
    </message>
    <message>
        <source>the passage was too long for the writer</source>
        <translation>die Passage war zu lang für das Modell</translation>
    </message>
    <message>
        <source>the writer broke down over it</source>
        <translation>das Modell brach daran ab</translation>
    </message>
    <message>
        <source>nothing was written</source>
        <translation>es wurde nichts geschrieben</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Your articles</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>No article fits these filters</source>
        <translation>Kein Artikel passt zu diesen Filtern</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation>Neu machen</translation>
    </message>
    <message>
        <source>This article is being made. Stop it first.</source>
        <translation>Dieser Artikel entsteht gerade. Bitte zuerst anhalten.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Place in the recording</source>
        <translation>Stelle in der Aufnahme</translation>
    </message>
    <message>
        <source>{place} of {length}, {chapter}</source>
        <translation>{place} von {length}, {chapter}</translation>
    </message>
    <message>
        <source>{place} of {length}</source>
        <translation>{place} von {length}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>All articles</source>
        <translation>Alle Artikel</translation>
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
        <source>Swap video and article</source>
        <translation>Video und Artikel tauschen</translation>
    </message>
    <message>
        <source>Export and copy</source>
        <translation>Ausgeben und kopieren</translation>
    </message>
    <message>
        <source>What is being made</source>
        <translation>Was entsteht</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Readreel</source>
        <translation>Readreel</translation>
    </message>
    <message>
        <source>Video alone</source>
        <translation>Nur das Video</translation>
    </message>
    <message>
        <source>Video and article</source>
        <translation>Video und Artikel</translation>
    </message>
    <message>
        <source>Article alone</source>
        <translation>Nur der Artikel</translation>
    </message>
</context>
<context>
    <name>Veil</name>
    <message>
        <source>Let go to make an article</source>
        <translation>Loslassen, um einen Artikel zu machen</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Your corrections are saved now.</source>
        <translation>Ihre Berichtigungen sind jetzt gespeichert.</translation>
    </message>
    <message>
        <source>An article is being made.</source>
        <translation>Ein Artikel entsteht gerade.</translation>
    </message>
    <message>
        <source>What is done is kept. Readreel goes on with the rest when you start it again.</source>
        <translation>Was fertig ist, bleibt. Beim nächsten Start macht Readreel mit dem Rest weiter.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>Offen lassen</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>listener</source>
        <translation>zuhörendes Modell</translation>
    </message>
    <message>
        <source>writer</source>
        <translation>schreibendes Modell</translation>
    </message>
    <message>
        <source>en</source>
        <comment>the code of the language translated into</comment>
        <translation>de</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>The words appear here as they are heard.</source>
        <translation>Hier erscheinen die Worte, sobald sie gehört sind.</translation>
    </message>
    <message>
        <source>This recording waits for its turn.</source>
        <translation>Diese Aufnahme wartet, bis sie an der Reihe ist.</translation>
    </message>
    <message>
        <source>Paused before the first words were heard.</source>
        <translation>Angehalten, bevor die ersten Worte gehört waren.</translation>
    </message>
    <message>
        <source>No words have been heard yet.</source>
        <translation>Es sind noch keine Worte gehört worden.</translation>
    </message>
</context>
<context>
    <name>_Left</name>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>noch etwa %n Minute</numerusform>
            <numerusform>noch etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>noch etwa %n Stunde</numerusform>
            <numerusform>noch etwa %n Stunden</numerusform>
        </translation>
    </message>
</context>
</TS>
