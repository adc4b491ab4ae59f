// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatefields.h"
#include "ui/parts/banner.h"
#include "ui/parts/field.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/paint.h"
#include "ui/parts/segments.h"
#include "ui/parts/spacing.h"
#include "ui/templates/templatedelegate.h"
#include "ui/templates/templateedit.h"
#include "ui/templates/templatelistmodel.h"
#include "ui/templates/templatemodel.h"
#include "ui/templates/templatescreen.h"

#include <QCheckBox>
#include <QComboBox>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

// How the screen is laid out.
namespace updesk
{

static constexpr int kListWidth = 232, kEditorWidth = 720;

/// The message as it would leave.
class PreviewBox final : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintBox(painter, rect(), colour(Colour::Alt), colour(Colour::Divider), 1, kRadius);
    }
};

/// A word of warning.
class TintBox final : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintBox(painter, rect(), colour(Colour::CloseTint), {}, 1, kRadius);
    }
};

TemplateScreen::TemplateScreen(Session &session, QWidget *parent)
    : Screen(parent),
      m_session(session),
      m_rows(new TemplateListModel(session, this)),
      m_model(new TemplateModel(session, this))
{
    setObjectName(QStringLiteral("template"));
    setAccessibleName(title());
    m_banner = new Banner(BannerTone::Bad, Icon::Warning);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    auto *row = new QHBoxLayout;
    row->setSpacing(1);
    row->addWidget(makeList());
    row->addWidget(makeEditor(), 1);
    column->addLayout(row, 1);
    connectParts();
    refresh();
}

TemplateScreen::~TemplateScreen() = default;

QWidget *TemplateScreen::makeList()
{
    m_list = new QListView;
    m_list->setObjectName(QStringLiteral("template.list"));
    m_list->setAccessibleName(tr("Templates"));
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new TemplateDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(themeChanges(), &ThemeChanges::changed, this, &TemplateScreen::fitList);
    fitList();
    markPane(m_list);
    return m_list;
}

// With large letters the text has most of the room.
void TemplateScreen::fitList()
{
    m_list->setFixedWidth(std::min(scaled(kListWidth), std::max(width() / 3, kListWidth)));
}

void TemplateScreen::resizeEvent(QResizeEvent *event)
{
    Screen::resizeEvent(event);
    fitList();
}

QWidget *TemplateScreen::makeEditor()
{
    auto *content = new QWidget;
    content->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kSpace16, kSpace12, kSpace16, kSpace16);
    column->setSpacing(kSpace8);
    auto *head = new QHBoxLayout;
    m_name = new TextLabel(QString(), Type::Section);
    m_name->setElides();
    m_language = new Segments(tr("Language of the message"), {tr("EN"), tr("ES"), tr("FR")});
    m_language->setObjectName(QStringLiteral("template.language"));
    head->addWidget(m_name, 1);
    head->addWidget(m_language);
    column->addLayout(head);
    column->addWidget(makeText());
    column->addWidget(makeCounter());
    column->addWidget(makePreview());
    column->addWidget(makeFoot());
    column->addStretch();
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setWidget(content);
    const auto fit = [content] { content->setMaximumWidth(scaled(kEditorWidth) + 2 * kSpace16); };
    connect(themeChanges(), &ThemeChanges::changed, this, fit);
    fit();
    return m_scroll;
}

QWidget *TemplateScreen::makeText()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace8);
    m_subject = new Field(tr("&Subject"));
    m_subject->edit()->setObjectName(QStringLiteral("template.subject"));
    m_subject->edit()->setMaxLength(int(kLongestSubject));
    m_chips = new QWidget;
    auto *flow = new FlowLayout(kSpace4, kSpace4, m_chips);
    flow->setContentsMargins(kSpace4, kSpace4, kSpace4, kSpace4);
    m_edit = new TemplateEdit;
    for (const TemplateField field : {TemplateField::First, TemplateField::Vehicle, TemplateField::Stock,
             TemplateField::Rep, TemplateField::Store, TemplateField::RepPhone, TemplateField::NextTime}) {
        const QString name = QLatin1String(fieldOf(field).name);
        auto *chip = new Button(u'{' + name + u'}');
        chip->setInBar();
        chip->setAccessibleName(tr("Insert %1").arg(TemplateWords::field(field)));
        chip->setFocusPolicy(Qt::TabFocus);
        connect(chip, &Button::clicked, m_edit, [edit = m_edit, name] {
            edit->insertField(name);
            edit->setFocus(Qt::OtherFocusReason);
        });
        flow->addWidget(chip);
    }
    m_fields = new Button(tr("All fields"));
    m_fields->setInBar();
    m_fields->setObjectName(QStringLiteral("template.fields"));
    m_fields->setKeys(QKeySequence(Qt::ALT | Qt::Key_Down));
    flow->addWidget(m_fields);
    m_menu = new QMenu(this);
    m_menu->setObjectName(QStringLiteral("template.menu"));
    m_edit->setObjectName(QStringLiteral("template.edit"));
    m_edit->setAccessibleName(tr("Text of the message"));
    column->addWidget(m_subject);
    column->addWidget(m_chips);
    column->addWidget(m_edit);
    markPane(m_edit);
    return box;
}

QWidget *TemplateScreen::makeCounter()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace8);
    m_counter = new TextLabel(QString(), Type::BodyMedium, Colour::Text2);
    m_counter->setObjectName(QStringLiteral("template.counter"));
    m_counter->setEqualDigits();
    m_foreign = new TintBox;
    auto *line = new QHBoxLayout(m_foreign);
    line->setContentsMargins(kSpace12, kSpace8, kSpace12, kSpace8);
    m_foreignWords = new TextLabel(QString(), Type::Body, Colour::Close);
    m_foreignWords->setObjectName(QStringLiteral("template.foreign"));
    m_foreignWords->setWordWrap(true);
    m_plain = new Button(tr("Use plain letters"));
    m_plain->setInBar();
    m_plain->setObjectName(QStringLiteral("template.plain"));
    line->addWidget(m_foreignWords, 1);
    line->addWidget(m_plain);
    m_findings = new TextLabel(QString(), Type::Body, Colour::Bad);
    m_findings->setObjectName(QStringLiteral("template.findings"));
    m_findings->setWordWrap(true);
    m_fallbacks = new TextLabel(QString(), Type::Caption, Colour::Hint);
    m_fallbacks->setObjectName(QStringLiteral("template.fallbacks"));
    m_fallbacks->setWordWrap(true);
    for (QWidget *part : {static_cast<QWidget *>(m_counter), static_cast<QWidget *>(m_foreign),
             static_cast<QWidget *>(m_findings), static_cast<QWidget *>(m_fallbacks)})
        column->addWidget(part);
    return box;
}

QWidget *TemplateScreen::makePreview()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, kSpace8, 0, 0);
    column->setSpacing(kSpace8);
    auto *head = new FlowLayout(kSpace8, kSpace8);
    m_find = new QLineEdit;
    m_find->setObjectName(QStringLiteral("template.find"));
    m_find->setProperty("bar", true);
    m_find->setPlaceholderText(tr("Find a lead"));
    dressSearchEdit(m_find, tr("Find a lead for the preview"));
    markFind(m_find);
    m_leads = new QComboBox;
    m_leads->setObjectName(QStringLiteral("template.lead"));
    m_leads->setAccessibleName(tr("Lead in the preview"));
    m_leads->setProperty("bar", true);
    m_leads->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_leads->setMinimumContentsLength(14);
    head->addWidget(new TextLabel(tr("Preview"), Type::Section));
    head->addWidget(m_find);
    head->addWidget(m_leads);
    auto *paper = new PreviewBox;
    auto *inner = new QVBoxLayout(paper);
    inner->setContentsMargins(kSpace12, kSpace12, kSpace12, kSpace12);
    m_preview = new TextLabel(QString());
    m_preview->setObjectName(QStringLiteral("template.preview"));
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setTextFormat(Qt::PlainText);
    m_preview->setWordWrap(true);
    inner->addWidget(m_preview);
    m_longest = new TextLabel(QString(), Type::Caption, Colour::Hint);
    m_longest->setObjectName(QStringLiteral("template.longest"));
    m_longest->setWordWrap(true);
    column->addLayout(head);
    column->addWidget(paper);
    column->addWidget(m_longest);
    return box;
}

QWidget *TemplateScreen::makeFoot()
{
    auto *box = new QWidget;
    auto *flow = new FlowLayout(kSpace8, kSpace8, box);
    flow->setContentsMargins(kSpace4, kSpace8, kSpace4, kSpace4);
    m_save = new Button(tr("Save"), ButtonKind::Primary);
    m_save->setObjectName(QStringLiteral("template.save"));
    m_save->setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_shipped = new Button(tr("Use the text it came with"));
    m_shipped->setObjectName(QStringLiteral("template.shipped"));
    m_active = new QCheckBox(tr("In use in this language"));
    m_active->setObjectName(QStringLiteral("template.active"));
    for (QWidget *part :
        {static_cast<QWidget *>(m_save), static_cast<QWidget *>(m_shipped), static_cast<QWidget *>(m_active)})
        flow->addWidget(part);
    return box;
}

void TemplateScreen::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::Base));
    painter.fillRect(QRect(m_list->geometry().right() + 1, 0, 1, height()), colour(Colour::Divider));
}

} // namespace updesk
