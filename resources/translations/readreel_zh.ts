<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AgainDialog</name>
    <message>
        <source>This paragraph again</source>
        <translation>重写这一段</translation>
    </message>
    <message numerus="yes">
        <source>It stands in %n parts here; what you take replaces them all.</source>
        <translation>
            <numerusform>此处分为 %n 个部分；采用后将全部替换。</numerusform>
        </translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>更短</translation>
    </message>
    <message>
        <source>Plainer</source>
        <translation>更浅显</translation>
    </message>
    <message>
        <source>Closer to the speech</source>
        <translation>更贴近原话</translation>
    </message>
    <message>
        <source>Or say how it should be</source>
        <translation>或者说明想要的样子</translation>
    </message>
    <message>
        <source>Instruction of your own</source>
        <translation>自己的要求</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写</translation>
    </message>
    <message>
        <source>Nothing changes until you take what comes of it.</source>
        <translation>在采用结果之前，不会有任何改动。</translation>
    </message>
    <message>
        <source>The paragraph is being written</source>
        <translation>正在写这一段</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The paragraph is being written. You can read on meanwhile.</source>
        <translation>正在写这一段，可以先继续阅读。</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Another way</source>
        <translation>换一种</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>保留原样</translation>
    </message>
    <message>
        <source>It came out as it stands in the article already.</source>
        <translation>结果与文章中的相同。</translation>
    </message>
    <message>
        <source>What the writer made of it is not backed: these are the spoken words.</source>
        <translation>模型写的内容没有依据，这里是原话。</translation>
    </message>
    <message>
        <source>What could not be backed stands as it was spoken.</source>
        <translation>没有依据的部分保留了原话。</translation>
    </message>
    <message>
        <source>Little of this can be found in what was said: please read it closely.</source>
        <translation>其中很少能在原话中找到，请仔细阅读。</translation>
    </message>
    <message>
        <source>This article is being made just now. Ask again when that is done.</source>
        <translation>这篇文章正在制作，完成后再试。</translation>
    </message>
</context>
<context>
    <name>AppearanceMenu</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Narrow</source>
        <translation>窄</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Serif</source>
        <translation>衬线体</translation>
    </message>
    <message>
        <source>Sans</source>
        <translation>无衬线</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
</context>
<context>
    <name>BlockEditor</name>
    <message>
        <source>Text of the article</source>
        <translation>文章文字</translation>
    </message>
</context>
<context>
    <name>BlockMenu</name>
    <message>
        <source>Show what was spoken</source>
        <translation>显示原话</translation>
    </message>
    <message>
        <source>Edit caption</source>
        <translation>编辑图注</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>在此拆分</translation>
    </message>
    <message>
        <source>Merge with the next</source>
        <translation>与下一段合并</translation>
    </message>
    <message>
        <source>Edit description</source>
        <translation>编辑图片描述</translation>
    </message>
    <message>
        <source>Swap picture…</source>
        <translation>更换图片…</translation>
    </message>
    <message>
        <source>Add a picture…</source>
        <translation>添加图片…</translation>
    </message>
    <message>
        <source>Delete this entry</source>
        <translation>删除此条目</translation>
    </message>
    <message>
        <source>Delete the list</source>
        <translation>删除整个列表</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Correct a name…</source>
        <translation>更正名称…</translation>
    </message>
    <message>
        <source>Reset this edit</source>
        <translation>还原这处修改</translation>
    </message>
    <message>
        <source>Reset all edits here</source>
        <translation>还原此处的全部修改</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Write again (not while a part of it is deleted)</source>
        <translation>重写（其中一部分已删除时不可用）</translation>
    </message>
    <message>
        <source>Write again (not while a list stands among its parts)</source>
        <translation>重写（各部分之间有列表时不可用）</translation>
    </message>
    <message>
        <source>Write again</source>
        <translation>重写</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>更短</translation>
    </message>
    <message>
        <source>Plainer</source>
        <translation>更浅显</translation>
    </message>
    <message>
        <source>Closer to the speech</source>
        <translation>更贴近原话</translation>
    </message>
    <message>
        <source>As you say…</source>
        <translation>按要求…</translation>
    </message>
</context>
<context>
    <name>CardGrid</name>
    <message>
        <source>Your articles</source>
        <translation>我的文章</translation>
    </message>
</context>
<context>
    <name>CardMenu</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Make it again from the recording</source>
        <translation>用录像重新制作</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Tags: %1…</source>
        <translation>标签：%1…</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>从归档中取出</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Move to the bin</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Move to the bin (%1)</source>
        <translation>移到回收站（%1）</translation>
    </message>
</context>
<context>
    <name>Chapters</name>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>It tells %1% of what was said.</source>
        <translation>本章讲述了所说内容的 %1%。</translation>
    </message>
</context>
<context>
    <name>ChoicePanel</name>
    <message>
        <source>Language spoken</source>
        <translation>录音语言</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>音轨</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Listens</source>
        <translation>聆听</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Language of the article</source>
        <translation>文章的语言</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>As it is heard</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>The best here</source>
        <translation>本机最佳</translation>
    </message>
    <message>
        <source>Nobody: the cleaned words</source>
        <translation>不用：整理后的原话</translation>
    </message>
    <message>
        <source>The best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Use them where they are good</source>
        <translation>质量好就使用</translation>
    </message>
    <message>
        <source>Always listen</source>
        <translation>始终聆听</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>结尾</translation>
    </message>
    <message>
        <source>Times are written as seconds, m:ss or h:mm:ss.</source>
        <translation>时间写作秒数、m:ss 或 h:mm:ss。</translation>
    </message>
    <message>
        <source>The end must come after the beginning.</source>
        <translation>结束时间须晚于开始时间。</translation>
    </message>
    <message>
        <source>The recording is shorter than that.</source>
        <translation>录像没有这么长。</translation>
    </message>
    <message>
        <source>For this recording</source>
        <translation>针对这段录像</translation>
    </message>
    <message>
        <source>A change begins again with what is still true.</source>
        <translation>更改后会保留仍有效的结果重新开始。</translation>
    </message>
</context>
<context>
    <name>Controls</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Back 5 seconds</source>
        <translation>后退 5 秒</translation>
    </message>
    <message>
        <source>Forward 5 seconds</source>
        <translation>前进 5 秒</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Fill the display</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Space; K stops, L plays and then faster</source>
        <translation>空格；K 停止，L 播放并加速</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>打开声音</translation>
    </message>
    <message>
        <source>This machine has no sound device</source>
        <translation>本机没有声音设备</translation>
    </message>
    <message>
        <source>Back into the window</source>
        <translation>回到窗口</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Left arrow; J for 10 seconds, Shift for 1, comma for a frame</source>
        <translation>左箭头；J 为 10 秒，Shift 为 1 秒，逗号为一帧</translation>
    </message>
    <message>
        <source>Right arrow; Shift for 1 second, full stop for a frame</source>
        <translation>右箭头；Shift 为 1 秒，句点为一帧</translation>
    </message>
    <message>
        <source>up and down arrow</source>
        <translation>上下箭头</translation>
    </message>
    <message>
        <source>{name} ({keys})</source>
        <translation>{name}（{keys}）</translation>
    </message>
</context>
<context>
    <name>CorrectName</name>
    <message>
        <source>Correct a name everywhere</source>
        <translation>全文更正名称</translation>
    </message>
    <message>
        <source>As it stands</source>
        <translation>现在的写法</translation>
    </message>
    <message>
        <source>As it should be</source>
        <translation>正确的写法</translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation>仅整词</translation>
    </message>
    <message>
        <source>Same upper and lower case only</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Found nowhere</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>Corrections</name>
    <message>
        <source>Your corrections</source>
        <translation>我的更正</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>还没有。</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>前往 %1</translation>
    </message>
    <message>
        <source>%1 (rests: its place is not there now)</source>
        <translation>%1（搁置：原位置已不在）</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Reset: %1</source>
        <translation>还原：%1</translation>
    </message>
    <message>
        <source>“%1” is “%2” everywhere</source>
        <translation>“%1”全部改为“%2”</translation>
    </message>
    <message>
        <source>Text: %1</source>
        <translation>文字：%1</translation>
    </message>
    <message>
        <source>Entry of a list: %1</source>
        <translation>列表项：%1</translation>
    </message>
    <message>
        <source>Title: %1</source>
        <translation>标题：%1</translation>
    </message>
    <message>
        <source>Caption: %1</source>
        <translation>图注：%1</translation>
    </message>
    <message>
        <source>Description: %1</source>
        <translation>描述：%1</translation>
    </message>
    <message>
        <source>Written again: %1</source>
        <translation>重写：%1</translation>
    </message>
    <message>
        <source>Split: %1</source>
        <translation>拆分：%1</translation>
    </message>
    <message>
        <source>Merged with the next: %1</source>
        <translation>与下一段合并：%1</translation>
    </message>
    <message>
        <source>Deleted: %1</source>
        <translation>删除：%1</translation>
    </message>
    <message>
        <source>Restored: %1</source>
        <translation>恢复：%1</translation>
    </message>
    <message>
        <source>Picture: %1</source>
        <translation>图片：%1</translation>
    </message>
    <message>
        <source>Picture added: %1</source>
        <translation>添加图片：%1</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Title of the article</source>
        <translation>文章标题</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags, commas between them</source>
        <translation>标签，以逗号分隔</translation>
    </message>
    <message>
        <source>“%1” is in the bin (%2). The recording was not touched.</source>
        <translation>“%1”已移到回收站（%2），录像未被改动。</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>放回</translation>
    </message>
    <message>
        <source>It could not be put back. It is still in the bin.</source>
        <translation>无法放回，仍在回收站中。</translation>
    </message>
    <message>
        <source>“%1” is in the archive. The filters beside the search show it.</source>
        <translation>“%1”已归档。用搜索框旁的筛选可再显示它。</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>取回</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Nothing was written down.</source>
        <translation>没有记录。</translation>
    </message>
    <message>
        <source>End of the log</source>
        <translation>日志末尾</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DropPlace</name>
    <message>
        <source>Drop a video here</source>
        <translation>把视频拖到这里</translation>
    </message>
    <message>
        <source>or a sound recording, several at once, a whole folder</source>
        <translation>也可以是录音、多个文件或整个文件夹</translation>
    </message>
    <message>
        <source>Choose a video…</source>
        <translation>选择视频…</translation>
    </message>
    <message>
        <source>Everything is done on this machine. Nothing leaves it.</source>
        <translation>一切都在本机完成，不会上传任何内容。</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Pictures around this place</source>
        <translation>此处附近的画面</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>不要图片</translation>
    </message>
    <message>
        <source>Frame the video is at</source>
        <translation>视频当前画面</translation>
    </message>
    <message>
        <source>There are no other pictures near.</source>
        <translation>附近没有其他画面。</translation>
    </message>
    <message>
        <source>Picture at %1</source>
        <translation>%1 处的画面</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>No filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>The last week</source>
        <translation>最近一周</translation>
    </message>
    <message>
        <source>The last month</source>
        <translation>最近一月</translation>
    </message>
    <message>
        <source>The last year</source>
        <translation>最近一年</translation>
    </message>
    <message>
        <source>Language: any</source>
        <translation>语言：任何</translation>
    </message>
    <message>
        <source>Folder: any</source>
        <translation>文件夹：任何</translation>
    </message>
    <message>
        <source>Tag: any</source>
        <translation>标签：任何</translation>
    </message>
    <message>
        <source>Day: any</source>
        <translation>日期：任何</translation>
    </message>
    <message>
        <source>Length: any</source>
        <translation>时长：任何</translation>
    </message>
    <message>
        <source>Under 15 minutes</source>
        <translation>15 分钟以内</translation>
    </message>
    <message>
        <source>15 to 60 minutes</source>
        <translation>15 至 60 分钟</translation>
    </message>
    <message>
        <source>Over an hour</source>
        <translation>一小时以上</translation>
    </message>
    <message>
        <source>Archived: hidden</source>
        <translation>已归档：隐藏</translation>
    </message>
    <message>
        <source>Archived: shown</source>
        <translation>已归档：显示</translation>
    </message>
    <message>
        <source>Day of the recording</source>
        <translation>录像日期</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Folder of the recording</source>
        <translation>录像所在文件夹</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this article</source>
        <translation>在文章中查找</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>没有找到</translation>
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
            <numerusform>有 %n 个新版本的项目未被搜索。</numerusform>
        </translation>
    </message>
    <message>
        <source>Without the filters there may be something.</source>
        <translation>去掉筛选也许能找到。</translation>
    </message>
    <message>
        <source>Fewer words, or only their beginnings, find more.</source>
        <translation>减少词语，或只写词的开头，能找到更多。</translation>
    </message>
    <message>
        <source>Nothing was found for “%1”</source>
        <translation>没有找到“%1”</translation>
    </message>
    <message numerus="yes">
        <source>The best %1 of %n passage(s)</source>
        <translation>
            <numerusform>%n 处中最相关的 %1 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading your articles: %1 of %2.</source>
        <translation>正在读取您的文章：%1/%2。</translation>
    </message>
</context>
<context>
    <name>FolderChoice</name>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Usual place</source>
        <translation>默认位置</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Web page in a folder</source>
        <translation>文件夹中的网页</translation>
    </message>
    <message>
        <source>Web page with the recording</source>
        <translation>带录像的网页</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Markdown for Obsidian</source>
        <translation>Obsidian 用 Markdown</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>EPUB book</source>
        <translation>EPUB 电子书</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word 文档</translation>
    </message>
    <message>
        <source>Subtitles (SRT)</source>
        <translation>字幕（SRT）</translation>
    </message>
    <message>
        <source>Subtitles (WebVTT)</source>
        <translation>字幕（WebVTT）</translation>
    </message>
    <message>
        <source>Transcript as text</source>
        <translation>纯文本文字稿</translation>
    </message>
    <message>
        <source>Transcript as JSON</source>
        <translation>JSON 文字稿</translation>
    </message>
    <message>
        <source>Save the article</source>
        <translation>保存文章</translation>
    </message>
    <message>
        <source>Save in this folder</source>
        <translation>保存在此文件夹</translation>
    </message>
    <message>
        <source>Where is “{name}” now?</source>
        <translation>“{name}”现在在哪里？</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>查找下一个</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>查找上一个</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>默认文字大小</translation>
    </message>
    <message>
        <source>Find in this article</source>
        <translation>在文章中查找</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>图注</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Swap picture</source>
        <translation>更换图片</translation>
    </message>
    <message>
        <source>Add picture</source>
        <translation>添加图片</translation>
    </message>
    <message>
        <source>Correct a name</source>
        <translation>更正名称</translation>
    </message>
    <message>
        <source>Write again</source>
        <translation>重写</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>还原</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Passages found</source>
        <translation>找到的段落</translation>
    </message>
</context>
<context>
    <name>HitPainter</name>
    <message numerus="yes">
        <source>%n more here</source>
        <translation>
            <numerusform>此文另有 %n 处</numerusform>
        </translation>
    </message>
    <message>
        <source>in the code</source>
        <translation>代码中</translation>
    </message>
    <message>
        <source>on the screen</source>
        <translation>画面上</translation>
    </message>
    <message>
        <source>spoken</source>
        <translation>口述</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Choose videos</source>
        <translation>选择视频</translation>
    </message>
    <message>
        <source>There is no recording in the folder “%1”.</source>
        <translation>文件夹“%1”中没有录像。</translation>
    </message>
    <message numerus="yes">
        <source>“%1” holds %n recording(s).</source>
        <translation>
            <numerusform>“%1”中有 %n 个录像。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Make articles of all %n</source>
        <translation>
            <numerusform>全部 %n 个都做成文章</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is an address on the web. Readreel never goes online: save the video first, then drop the file.</source>
        <translation>“%1”是网址。Readreel 从不联网：请先保存视频，再把文件拖进来。</translation>
    </message>
    <message>
        <source>This is text, not a recording. Drop a file, or paste its path.</source>
        <translation>这是文字，不是录像。请拖入文件或粘贴路径。</translation>
    </message>
    <message>
        <source>There is no file “%1” any more.</source>
        <translation>文件“%1”已不存在。</translation>
    </message>
    <message>
        <source>“%1” is neither a video nor a sound recording.</source>
        <translation>“%1”既不是视频也不是录音。</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) could not be used either.</source>
        <translation>
            <numerusform>另有 %n 个也无法使用。</numerusform>
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
        <translation>进度</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>Choices for this recording</source>
        <translation>这段录像的选项</translation>
    </message>
    <message>
        <source>Keep the computer awake until it is done</source>
        <translation>完成前不让电脑休眠</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Take out of the list</source>
        <translation>从列表移除</translation>
    </message>
</context>
<context>
    <name>JobList</name>
    <message>
        <source>What is being made</source>
        <translation>正在制作</translation>
    </message>
    <message>
        <source>Nothing is being made</source>
        <translation>没有正在制作的内容</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Take out of the list</source>
        <translation>从列表移除</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>An article is being made</source>
        <translation>正在制作文章</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Looking into the file</source>
        <translation>查看文件</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>聆听</translation>
    </message>
    <message>
        <source>Looking at the pictures</source>
        <translation>查看画面</translation>
    </message>
    <message>
        <source>Reading the screen</source>
        <translation>识别屏幕文字</translation>
    </message>
    <message>
        <source>Checking the spelling</source>
        <translation>检查拼写</translation>
    </message>
    <message>
        <source>Finding chapters</source>
        <translation>划分章节</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>Putting it together</source>
        <translation>组合</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}%</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>不到一分钟</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Save a copy of the corrections</source>
        <translation>保存更正的副本</translation>
    </message>
    <message>
        <source>{article} corrections.json</source>
        <translation>{article} 更正.json</translation>
    </message>
    <message>
        <source>Your corrections are not saved yet.</source>
        <translation>您的更正尚未保存。</translation>
    </message>
    <message>
        <source>A copy can be put into the article’s folder later, as edits.json.</source>
        <translation>之后可以把副本作为 edits.json 放进文章的文件夹。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Save a copy elsewhere…</source>
        <translation>在别处保存副本…</translation>
    </message>
    <message>
        <source>Close without them</source>
        <translation>不保存并关闭</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>保持打开</translation>
    </message>
</context>
<context>
    <name>Lightbox</name>
    <message>
        <source>Previous picture</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>前往 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>This picture is missing</source>
        <translation>缺少这张图片</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Looking where it can be had</source>
        <translation>正在查找来源</translation>
    </message>
    <message>
        <source>Reading every file again</source>
        <translation>重新读取每个文件</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>正在移除</translation>
    </message>
    <message>
        <source>Taking it in</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Every file is right.</source>
        <translation>所有文件都正确。</translation>
    </message>
    <message>
        <source>an unknown place</source>
        <translation>未知来源</translation>
    </message>
    <message>
        <source>%1 will be fetched from %2.</source>
        <translation>将从 %2 获取 %1。</translation>
    </message>
    <message>
        <source>If that fails, %1 is tried.</source>
        <translation>如果失败，将尝试 %1。</translation>
    </message>
    <message>
        <source>Nothing about you or your recordings is sent.</source>
        <translation>不会发送任何关于您或录像的信息。</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>This frees %1.</source>
        <translation>可释放 %1。</translation>
    </message>
    <message>
        <source>The original that you added it from stays where it is.</source>
        <translation>添加时的原文件保留在原处。</translation>
    </message>
    <message>
        <source>It can be fetched again.</source>
        <translation>以后可以再次获取。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>listens</source>
        <translation>聆听</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>licence not stated</source>
        <translation>未说明许可</translation>
    </message>
    <message numerus="yes">
        <source>%n language(s)</source>
        <translation>
            <numerusform>%n 种语言</numerusform>
        </translation>
    </message>
    <message>
        <source>needs %1 of memory</source>
        <translation>需要 %1 内存</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>已校验</translation>
    </message>
    <message>
        <source>not whole yet</source>
        <translation>尚不完整</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>more memory than this machine has</source>
        <translation>超出本机内存</translation>
    </message>
    <message>
        <source>slow without a graphics card</source>
        <translation>没有显卡会很慢</translation>
    </message>
    <message>
        <source>Repair…</source>
        <translation>修复…</translation>
    </message>
    <message>
        <source>Go on…</source>
        <translation>继续…</translation>
    </message>
    <message>
        <source>Get…</source>
        <translation>获取…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Get the starters…</source>
        <translation>获取入门模型…</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>在本机上</translation>
    </message>
    <message>
        <source>Models that can be fetched</source>
        <translation>可获取的模型</translation>
    </message>
    <message>
        <source>Add a model of your own</source>
        <translation>添加自己的模型</translation>
    </message>
    <message numerus="yes">
        <source>To begin, %n model(s) that suit most machines, %1 in all.</source>
        <translation>
            <numerusform>入门：%n 个适合大多数电脑的模型，共 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 will be fetched: %2.</source>
        <translation>将获取 %1：%2。</translation>
    </message>
    <message>
        <source>Nothing about you or your recordings is sent.</source>
        <translation>不会发送任何关于您或录像的信息。</translation>
    </message>
    <message>
        <source>Get them</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>Taking in %1. This reads the whole file once.</source>
        <translation>正在导入 %1，会完整读取一次文件。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 is ready.</source>
        <translation>%1 已就绪。</translation>
    </message>
    <message>
        <source>Choose a model that writes</source>
        <translation>选择写作模型</translation>
    </message>
    <message>
        <source>Language models (*.gguf)</source>
        <translation>语言模型 (*.gguf)</translation>
    </message>
    <message>
        <source>Choose the folder of a Whisper model</source>
        <translation>选择 Whisper 模型文件夹</translation>
    </message>
    <message>
        <source>A writer (.gguf file)…</source>
        <translation>写作模型（.gguf 文件）…</translation>
    </message>
    <message>
        <source>A listener (Whisper folder)…</source>
        <translation>聆听模型（Whisper 文件夹）…</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>They listen and write on this machine. The network is used only when you get one here.</source>
        <translation>模型在本机聆听和写作，只有在此获取模型时才使用网络。</translation>
    </message>
</context>
<context>
    <name>ModelsWanted</name>
    <message>
        <source>Get them…</source>
        <translation>获取…</translation>
    </message>
    <message>
        <source>I have models of my own…</source>
        <translation>我有自己的模型…</translation>
    </message>
    <message>
        <source>A model that listens is needed first</source>
        <translation>首先需要一个聆听模型</translation>
    </message>
    <message>
        <source>A model that writes is needed for rewritten articles</source>
        <translation>改写文章需要一个写作模型</translation>
    </message>
    <message>
        <source>Two kinds of models are needed first</source>
        <translation>首先需要两种模型</translation>
    </message>
    <message>
        <source>One listens, one writes, both on this machine. They are fetched once, %1 in all, and only when you say so.</source>
        <translation>一个聆听，一个写作，都在本机运行。只获取一次，共 %1，并且只在您同意时进行。</translation>
    </message>
    <message>
        <source>found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>listens</source>
        <translation>聆听</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>写作</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>关闭此提示</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Find out by listening</source>
        <translation>通过聆听判断</translation>
    </message>
    <message>
        <source>Best for this machine</source>
        <translation>最适合本机</translation>
    </message>
    <message>
        <source>None: the cleaned transcript</source>
        <translation>不用：整理后的文字稿</translation>
    </message>
    <message>
        <source>Faithful: everything that was said</source>
        <translation>忠实：保留所说的一切</translation>
    </message>
    <message>
        <source>Concise: half of the words</source>
        <translation>简洁：一半的篇幅</translation>
    </message>
    <message>
        <source>Textbook: sober sentences</source>
        <translation>教科书：平实的句子</translation>
    </message>
    <message>
        <source>As it is spoken</source>
        <translation>与讲话相同</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>NVIDIA graphics card</source>
        <translation>NVIDIA 显卡</translation>
    </message>
    <message>
        <source>Apple graphics</source>
        <translation>Apple 图形处理器</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <translation>%1 磅</translation>
    </message>
    <message>
        <source>Narrow</source>
        <translation>窄</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Automatic (%1)</source>
        <translation>自动（%1）</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>Outlet</name>
    <message>
        <source>Open in the browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Copy the article</source>
        <translation>复制文章</translation>
    </message>
    <message>
        <source>“{name}” is being written…</source>
        <translation>正在写入“{name}”…</translation>
    </message>
    <message>
        <source>“{name}” is being written: {percent} %</source>
        <translation>正在写入“{name}”：{percent}%</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>“{name}” is saved.</source>
        <translation>“{name}”已保存。</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show the recording in its folder</source>
        <translation>在文件夹中显示录像</translation>
    </message>
    <message>
        <source>Show the project in its folder</source>
        <translation>在文件夹中显示项目</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>This picture is missing</source>
        <translation>缺少这张图片</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>文章</translation>
    </message>
</context>
<context>
    <name>Pane</name>
    <message>
        <source>Go to %1</source>
        <translation>前往 %1</translation>
    </message>
    <message>
        <source>This paragraph keeps close to what was said. Show the spoken words</source>
        <translation>这一段贴近原话。显示原话</translation>
    </message>
    <message>
        <source>Show the picture large: %1</source>
        <translation>放大图片：%1</translation>
    </message>
</context>
<context>
    <name>Pill</name>
    <message>
        <source>Resume following</source>
        <translation>继续跟随</translation>
    </message>
    <message>
        <source>Go back to what is playing and follow it</source>
        <translation>回到正在播放的位置并跟随</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
</context>
<context>
    <name>PreferencesPage</name>
    <message>
        <source>Looking at this machine…</source>
        <translation>正在检查本机…</translation>
    </message>
    <message>
        <source>Best for this machine: %1</source>
        <translation>最适合本机：%1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n core(s), %2 of memory for models, %3 free on disk</source>
        <translation>
            <numerusform>%1，%n 个核心，模型可用内存 %2，磁盘剩余 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>This machine could not be looked at: %1</source>
        <translation>无法检查本机：%1</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Serif</source>
        <translation>衬线体</translation>
    </message>
    <message>
        <source>Sans serif</source>
        <translation>无衬线体</translation>
    </message>
    <message>
        <source>Keep the machine awake while articles are made</source>
        <translation>制作文章时不让电脑休眠</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>文章</translation>
    </message>
    <message>
        <source>A change is for new articles; those made so far stay where they are.</source>
        <translation>更改只影响新文章，已有的文章保留在原处。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Your own styles</source>
        <translation>自定义风格</translation>
    </message>
    <message>
        <source>A text file here that says how to write is offered as a style by its name.</source>
        <translation>放在这里、说明如何写作的文本文件会以其名称作为一种风格列出。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Letters of articles</source>
        <translation>文章字体</translation>
    </message>
    <message>
        <source>Text size of articles</source>
        <translation>文章文字大小</translation>
    </message>
    <message>
        <source>Width of articles</source>
        <translation>文章宽度</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Takes effect when Readreel is started again.</source>
        <translation>重新启动 Readreel 后生效。</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>界面语言</translation>
    </message>
    <message>
        <source>Language of recordings</source>
        <translation>录像语言</translation>
    </message>
    <message>
        <source>In another language than the spoken one an article is translated by the model that writes.</source>
        <translation>如果与讲话的语言不同，由写作模型翻译。</translation>
    </message>
    <message>
        <source>Language of articles</source>
        <translation>文章的语言</translation>
    </message>
    <message>
        <source>Making articles</source>
        <translation>制作文章</translation>
    </message>
    <message>
        <source>Listens</source>
        <translation>聆听</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>For new articles, and for those that are made again.</source>
        <translation>用于新文章，以及重新生成的文章。</translation>
    </message>
    <message>
        <source>Style of articles</source>
        <translation>文章风格</translation>
    </message>
    <message>
        <source>Works on</source>
        <translation>运行于</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search all articles</source>
        <translation>搜索所有文章</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>In progress, %1%</source>
        <translation>进行中，%1%</translation>
    </message>
    <message>
        <source>Stopped at %1%</source>
        <translation>停在 %1%</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Made by a newer version</source>
        <translation>由更新的版本制作</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
<context>
    <name>SpokenCard</name>
    <message>
        <source>Words actually spoken</source>
        <translation>原话</translation>
    </message>
    <message>
        <source>Nothing was said here.</source>
        <translation>此处无人说话。</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>前往 %1</translation>
    </message>
    <message>
        <source>All of it is backed by what was said and shown.</source>
        <translation>全部内容都有原话或画面为据。</translation>
    </message>
    <message>
        <source>Nearly all of it is backed by what was said and shown.</source>
        <translation>几乎全部内容都有原话或画面为据。</translation>
    </message>
    <message>
        <source>Most of it is backed by what was said and shown.</source>
        <translation>大部分内容有原话或画面为据。</translation>
    </message>
    <message>
        <source>Little of it is backed by what was said and shown. Compare it with the words above.</source>
        <translation>只有少部分内容有依据，请与上面的原话对照。</translation>
    </message>
    <message>
        <source>Translated. Numbers, names and denials were compared with what was said; whether every word says the same, nobody has checked.</source>
        <translation>译文。数字、名称和否定已与所说的内容核对；是否每个词的意思都相同，没有人检查过。</translation>
    </message>
    <message>
        <source>It keeps close to what was said, because a freer version did not pass:</source>
        <translation>这一段贴近原话，因为更自由的版本没有通过检查：</translation>
    </message>
    <message>
        <source>Parts of it were put back to what was said, because a draft did not pass:</source>
        <translation>部分内容恢复为原话，因为草稿没有通过检查：</translation>
    </message>
    <message>
        <source>Spelled as the screen writes it:</source>
        <translation>按屏幕上的写法拼写：</translation>
    </message>
    <message>
        <source>the draft was not usable</source>
        <translation>草稿不可用</translation>
    </message>
    <message>
        <source>left out: nothing is said</source>
        <translation>已省略：没有内容</translation>
    </message>
    <message>
        <source>left out: said elsewhere</source>
        <translation>已省略：别处已说</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已省略</translation>
    </message>
    <message>
        <source>Rewritten from these words.</source>
        <translation>根据这些话改写。</translation>
    </message>
    <message>
        <source>The speaker’s own words, without fillers and false starts.</source>
        <translation>说话人的原话，去掉了口头语和重复。</translation>
    </message>
    <message>
        <source>Edited by you.</source>
        <translation>由您编辑。</translation>
    </message>
    <message>
        <source>it had a number with another unit than was said</source>
        <translation>其中数字的单位与所说不同</translation>
    </message>
    <message>
        <source>it turned a comparison round</source>
        <translation>它把比较说反了</translation>
    </message>
    <message>
        <source>it had a number that was neither said nor shown</source>
        <translation>其中有未说也未显示的数字</translation>
    </message>
    <message>
        <source>it had a name that was neither said nor shown</source>
        <translation>其中有未说也未显示的名称</translation>
    </message>
    <message>
        <source>it had a code word that was neither said nor shown</source>
        <translation>其中有未说也未显示的代码词</translation>
    </message>
    <message>
        <source>it turned a statement round</source>
        <translation>把意思说反了</translation>
    </message>
    <message>
        <source>it added something nobody said</source>
        <translation>添加了没有人说过的内容</translation>
    </message>
    <message>
        <source>it left out a sentence</source>
        <translation>漏掉了一句话</translation>
    </message>
    <message>
        <source>it left words untranslated</source>
        <translation>有些词没有翻译</translation>
    </message>
    <message>
        <source>it left out details</source>
        <translation>漏掉了细节</translation>
    </message>
    <message>
        <source>it repeated itself</source>
        <translation>有重复</translation>
    </message>
    <message>
        <source>it was too short or too long</source>
        <translation>太短或太长</translation>
    </message>
    <message>
        <source>it was in another language</source>
        <translation>使用了别的语言</translation>
    </message>
    <message>
        <source>it talked about the task</source>
        <translation>谈到了任务本身</translation>
    </message>
    <message>
        <source>it told of the speaker from outside</source>
        <translation>以旁人口吻转述说话人</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>耗时过长</translation>
    </message>
    <message>
        <source>the passage was too long for the writer</source>
        <translation>段落对模型来说太长</translation>
    </message>
    <message>
        <source>the writer broke down over it</source>
        <translation>模型在此处崩溃</translation>
    </message>
    <message>
        <source>nothing was written</source>
        <translation>什么也没写出来</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Your articles</source>
        <translation>我的文章</translation>
    </message>
    <message>
        <source>No article fits these filters</source>
        <translation>没有文章符合这些筛选条件</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation>重新制作</translation>
    </message>
    <message>
        <source>This article is being made. Stop it first.</source>
        <translation>这篇文章正在制作，请先停止。</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Place in the recording</source>
        <translation>录像中的位置</translation>
    </message>
    <message>
        <source>{place} of {length}, {chapter}</source>
        <translation>{place} / {length}，{chapter}</translation>
    </message>
    <message>
        <source>{place} of {length}</source>
        <translation>{place} / {length}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>All articles</source>
        <translation>全部文章</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Swap video and article</source>
        <translation>交换视频与文章</translation>
    </message>
    <message>
        <source>Export and copy</source>
        <translation>导出与复制</translation>
    </message>
    <message>
        <source>What is being made</source>
        <translation>正在制作</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Readreel</source>
        <translation>Readreel</translation>
    </message>
    <message>
        <source>Video alone</source>
        <translation>只看视频</translation>
    </message>
    <message>
        <source>Video and article</source>
        <translation>视频与文章</translation>
    </message>
    <message>
        <source>Article alone</source>
        <translation>只看文章</translation>
    </message>
</context>
<context>
    <name>Veil</name>
    <message>
        <source>Let go to make an article</source>
        <translation>松开即可制作文章</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Your corrections are saved now.</source>
        <translation>您的更正现已保存。</translation>
    </message>
    <message>
        <source>An article is being made.</source>
        <translation>正在制作文章。</translation>
    </message>
    <message>
        <source>What is done is kept. Readreel goes on with the rest when you start it again.</source>
        <translation>已完成的部分会保留，下次启动时 Readreel 会继续。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>保持打开</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>listener</source>
        <translation>聆听模型</translation>
    </message>
    <message>
        <source>writer</source>
        <translation>写作模型</translation>
    </message>
    <message>
        <source>en</source>
        <comment>the code of the language translated into</comment>
        <translation>zh</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>The words appear here as they are heard.</source>
        <translation>听到的话语会陆续显示在这里。</translation>
    </message>
    <message>
        <source>This recording waits for its turn.</source>
        <translation>此录制文件正在排队等候。</translation>
    </message>
    <message>
        <source>Paused before the first words were heard.</source>
        <translation>尚未听到任何话语就已暂停。</translation>
    </message>
    <message>
        <source>No words have been heard yet.</source>
        <translation>尚未听到任何话语。</translation>
    </message>
</context>
<context>
    <name>_Left</name>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>约剩 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>约剩 %n 小时</numerusform>
        </translation>
    </message>
</context>
</TS>
