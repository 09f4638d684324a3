; Readreel's installer for Windows: for one user, without administrator rights, silent with /S.
;
;   makensis -DVERSION=0.1.0 -DPAYLOAD=dist\readreel -DOUTFILE=dist\readreel-setup.exe packaging\windows\readreel.nsi
;
; A newer version is installed over an older one: the program's folder is replaced, the user's data are not
; touched. The uninstaller asks whether articles, models and settings shall go too; silently they stay, unless
; it is started with /S /PURGE. "Open with" is offered for recordings; what opens them by default stays as it is.

Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!ifndef VERSION
  !error "say which version: -DVERSION=1.2.3"
!endif
!ifndef PAYLOAD
  !error "say where the frozen program lies: -DPAYLOAD=folder"
!endif
!ifndef OUTFILE
  !define OUTFILE "readreel-setup.exe"
!endif

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

!define WINDOW "readreel-window.exe"
!define CONSOLE "readreel.exe"
!define KEY "Software\Readreel"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Readreel"
!define PROGID "Readreel.Recording"

Name "Readreel"
OutFile "${OUTFILE}"
InstallDir "$LOCALAPPDATA\Programs\Readreel"
InstallDirRegKey HKCU "${KEY}" "Folder"
BrandingText "Readreel ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Readreel"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Turns a video into an illustrated article"
VIAddVersionKey "LegalCopyright" "The Readreel authors, Apache-2.0 and others"

!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString OPEN ${LANG_ENGLISH} "Make an article with Readreel"
LangString OPEN ${LANG_GERMAN} "Mit Readreel einen Artikel machen"
LangString OPEN ${LANG_SIMPCHINESE} "用 Readreel 生成文章"
LangString RUNNING ${LANG_ENGLISH} "Readreel is running. Close it, then try again; work that is under way goes on at its next start."
LangString RUNNING ${LANG_GERMAN} "Readreel läuft. Schließen Sie es und versuchen Sie es noch einmal; begonnene Arbeit geht beim nächsten Start weiter."
LangString RUNNING ${LANG_SIMPCHINESE} "Readreel 正在运行。请先关闭再重试；未完成的工作会在下次启动时继续。"
LangString PURGE ${LANG_ENGLISH} "Delete your projects, corrections, models and settings in $LOCALAPPDATA\readreel as well? Your recordings and exported articles stay in any case."
LangString PURGE ${LANG_GERMAN} "Auch Ihre Projekte, Korrekturen, Modelle und Einstellungen in $LOCALAPPDATA\readreel löschen? Ihre Aufnahmen und exportierten Artikel bleiben in jedem Fall."
LangString PURGE ${LANG_SIMPCHINESE} "是否同时删除 $LOCALAPPDATA\readreel 中的项目、修改、模型和设置？您的录像和已导出的文章都会保留。"

; A program that runs cannot be opened for writing.
!macro REQUIRE_CLOSED PROGRAM
  ${Do}
    ClearErrors
    ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
      ${ExitDo}
    ${EndIf}
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY +3
    SetErrorLevel 3
    Quit
  ${Loop}
!macroend

!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\${CONSOLE}"
!macroend

!macro OFFER SUFFIX
  WriteRegStr HKCU "Software\Classes\${SUFFIX}\OpenWithProgids" "${PROGID}" ""
  WriteRegStr HKCU "Software\Classes\Applications\${WINDOW}\SupportedTypes" "${SUFFIX}" ""
!macroend

!macro OFFER_NO_MORE SUFFIX
  DeleteRegValue HKCU "Software\Classes\${SUFFIX}\OpenWithProgids" "${PROGID}"
!macroend

!macro EACH_SUFFIX DO
  !insertmacro ${DO} ".mp4"
  !insertmacro ${DO} ".m4v"
  !insertmacro ${DO} ".mov"
  !insertmacro ${DO} ".mkv"
  !insertmacro ${DO} ".webm"
  !insertmacro ${DO} ".avi"
  !insertmacro ${DO} ".wmv"
  !insertmacro ${DO} ".flv"
  !insertmacro ${DO} ".mpg"
  !insertmacro ${DO} ".mpeg"
  !insertmacro ${DO} ".ts"
  !insertmacro ${DO} ".mts"
  !insertmacro ${DO} ".m2ts"
  !insertmacro ${DO} ".3gp"
  !insertmacro ${DO} ".ogv"
  !insertmacro ${DO} ".vob"
  !insertmacro ${DO} ".mxf"
  !insertmacro ${DO} ".mp3"
  !insertmacro ${DO} ".m4a"
  !insertmacro ${DO} ".wav"
  !insertmacro ${DO} ".flac"
  !insertmacro ${DO} ".ogg"
  !insertmacro ${DO} ".opus"
  !insertmacro ${DO} ".srt"
  !insertmacro ${DO} ".vtt"
!macroend

; Only an empty or new folder, or an older Readreel: sets $0 to 1 where something else lies there.
Function FolderIsTaken
  StrCpy $0 0
  ${IfNot} ${FileExists} "$INSTDIR\${WINDOW}"
    ${DirState} "$INSTDIR" $0
  ${EndIf}
FunctionEnd

Function .onInit
  ${If} ${Silent}
    Call FolderIsTaken
    ${If} $0 == 1
      SetErrorLevel 4
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Function .onVerifyInstDir
  Call FolderIsTaken
  ${If} $0 == 1
    Abort
  ${EndIf}
FunctionEnd

Section "Readreel"
  !insertmacro REQUIRE_CLOSED "${WINDOW}"
  !insertmacro REQUIRE_CLOSED "${CONSOLE}"
  !insertmacro REMOVE_PROGRAM
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortCut "$SMPROGRAMS\Readreel.lnk" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${KEY}" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\${WINDOW}" "" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\${CONSOLE}" "" "$INSTDIR\${CONSOLE}"

  WriteRegStr HKCU "Software\Classes\${PROGID}" "" "$(OPEN)"
  WriteRegStr HKCU "Software\Classes\${PROGID}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\${WINDOW}" "FriendlyAppName" "Readreel"
  WriteRegStr HKCU "Software\Classes\Applications\${WINDOW}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  !insertmacro EACH_SUFFIX OFFER

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Readreel"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Readreel authors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  !insertmacro REQUIRE_CLOSED "${WINDOW}"
  !insertmacro REQUIRE_CLOSED "${CONSOLE}"
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Readreel.lnk"
  !insertmacro EACH_SUFFIX OFFER_NO_MORE
  DeleteRegKey HKCU "Software\Classes\${PROGID}"
  DeleteRegKey HKCU "Software\Classes\Applications\${WINDOW}"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\${WINDOW}"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\${CONSOLE}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PURGE" $1
  ${IfNot} ${Errors}
    RMDir /r "$LOCALAPPDATA\readreel"
  ${ElseIf} ${FileExists} "$LOCALAPPDATA\readreel\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(PURGE)" /SD IDNO IDNO +2
    RMDir /r "$LOCALAPPDATA\readreel"
  ${EndIf}
SectionEnd
