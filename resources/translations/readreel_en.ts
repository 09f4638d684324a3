<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>AgainDialog</name>
    <message numerus="yes">
        <source>It stands in %n parts here; what you take replaces them all.</source>
        <translation>
            <numerusform>It stands in %n part here; what you take replaces it.</numerusform>
            <numerusform>It stands in %n parts here; what you take replaces them all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CorrectName</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message numerus="yes">
        <source>%n project(s) of a newer version are not searched.</source>
        <translation>
            <numerusform>%n project of a newer version is not searched.</numerusform>
            <numerusform>%n projects of a newer version are not searched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The best %1 of %n passage(s)</source>
        <translation>
            <numerusform>The best %1 of %n passage</numerusform>
            <numerusform>The best %1 of %n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HitPainter</name>
    <message numerus="yes">
        <source>%n more here</source>
        <translation>
            <numerusform>%n more here</numerusform>
            <numerusform>%n more here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message numerus="yes">
        <source>“%1” holds %n recording(s).</source>
        <translation>
            <numerusform>“%1” holds %n recording.</numerusform>
            <numerusform>“%1” holds %n recordings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Make articles of all %n</source>
        <translation>
            <numerusform>Make an article of it</numerusform>
            <numerusform>Make articles of all %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) could not be used either.</source>
        <translation>
            <numerusform>%n other could not be used either.</numerusform>
            <numerusform>%n others could not be used either.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message numerus="yes">
        <source>%n language(s)</source>
        <translation>
            <numerusform>%n language</numerusform>
            <numerusform>%n languages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message numerus="yes">
        <source>To begin, %n model(s) that suit most machines, %1 in all.</source>
        <translation>
            <numerusform>To begin, %n model that suits most machines, %1 in all.</numerusform>
            <numerusform>To begin, %n models that suit most machines, %1 in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreferencesPage</name>
    <message numerus="yes">
        <source>%1, %n core(s), %2 of memory for models, %3 free on disk</source>
        <translation>
            <numerusform>%1, %n core, %2 of memory for models, %3 free on disk</numerusform>
            <numerusform>%1, %n cores, %2 of memory for models, %3 free on disk</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Left</name>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %n hour left</numerusform>
            <numerusform>about %n hours left</numerusform>
        </translation>
    </message>
</context>
</TS>
