/** What the pages about facts say beside them, in Chinese by the English. */
export const CHINESE_OF_FIDELITY: Readonly<Record<string, string>> = {
  'The last column says how its answers are known, and leads to its facts. [Fidelity](fidelity.md) has what the grades mean, and where a door differs from its cloud.':
    '最后一列说明其应答的依据，并链接到该操作的事实。各等级的含义以及各入口与云的差异见[保真度](fidelity.md)。',
  'known by': '依据',
  'official SDK seen': '官方 SDK 所见',
  'vendor source': '厂商源码',
  'vendor document': '厂商文档',
  'vendor vector': '厂商向量',
  'upstream suite': '上游测试集',
  'live capture': '实测',
  inferred: '推断',
  Fidelity: '保真度',
  'Generated from `facts/` by `npm run docs`; CI fails when it is stale.':
    '由 `npm run docs` 根据 `facts/` 生成；内容过期时 CI 会失败。',
  'A fact is one statement about how a door behaves: a limit, an error, an answer, an order of checks, a gap. It has sources, each with its date, and witnesses: tests that fail when it is not true any more.':
    '事实是对一个入口的行为的一条陈述：限制、错误、应答、检查顺序或缺口。它有注明日期的来源，也有见证：一旦不再属实就会失败的测试。',
  'How a fact is known': '事实的依据',
  "Grades follow from the kinds of a fact's sources and from where its witnesses live; nobody writes one down. A fact may have several. They are counted and never summed: no number says how faithful a door is.":
    '等级由事实的来源种类和见证所在的位置得出，没有人手写等级。一条事实可以有多个等级。等级只计数、从不相加：没有一个数字能说明一个入口有多忠实。',
  grade: '等级',
  'what it means': '含义',
  'seen in an answer of the real service, by `dragoman record` or a capture':
    '在真实服务的应答中看到（`dragoman record` 或抓取）',
  'a test of it is driven by an official client, which read the answer as it reads its cloud':
    '有由官方客户端驱动的测试，客户端像读取云的应答一样读取了它',
  'a test suite of another project, written for the real service, runs against it unchanged':
    '其他项目为真实服务编写的测试集原样运行通过',
  'bytes that the vendor published, or that its own signer made': '厂商公布的、或由厂商自己的签名器生成的字节',
  'read in the source of an official SDK, provider or service': '在官方 SDK、provider 或服务的源码中读到',
  'read in a page or an API definition of the vendor': '在厂商的页面或接口定义中读到',
  'none of these: a decision of ours where the vendor says nothing, or what we concluded':
    '以上皆无：厂商没有说明时我们的决定，或我们的推断',
  answers: '应答',
  'limits of parameters': '参数限制',
  errors: '错误',
  'order of checks': '检查顺序',
  'fields without effect': '没有作用的字段',
  '- `dragoman receipt` says which of these facts your own run rested on, by grade, and what it sent that nothing here reads; `dragoman exec --receipt FILE -- <command>` writes that of one command.':
    '- `dragoman receipt` 按等级说明您自己的运行依据了其中哪些事实，以及发送了哪些这里无人读取的内容；`dragoman exec --receipt FILE -- <command>` 为一条命令写出同样的内容。',
  signatures: '签名',
  designs: '设计',
  'disagreements of sources': '来源的分歧',
  'quirks of clients': '客户端的特殊行为',
  gaps: '缺口',
  'facts about': '事实',
  'Alibaba Cloud, KMS instances': '阿里云 KMS 实例',
  'How to read and to dispute it': '如何阅读与质疑',
  '- The pages of the doors name what no page can know better than a client: start with the facts that are inferred alone.':
    '- 各入口的页面列出全部事实：请先看只有推断依据的。',
  'Every fact stands in a file of [facts/]({up}facts), one file for each operation; its id is `door/operation/subject/kind`.':
    '每条事实都在 [facts/]({up}facts) 的某个文件中，每个操作一个文件；其 ID 为 `入口/操作/主题/种类`。',
  '- `npm run facts`, after the tests, says whether each witness ran, passed, and saw what its fact speaks of.':
    '- 测试之后运行 `npm run facts`，它会说明每个见证是否运行、是否通过、是否看到了事实所说的内容。',
  '- No fact is a live capture yet: nobody has sent one. `dragoman record --upstream` makes it of your own calls, without a value, name or id, and `dragoman conform --recording FILE --facts FOLDER` makes facts of it.':
    '- 目前没有实测抓取的事实：还没有人提交过。`dragoman record --upstream` 由您自己的调用生成抓取，不含任何值、名称或 ID；`dragoman conform --recording FILE --facts FOLDER` 把它变成事实。',
  '- No fact has an upstream suite: we know of none for these services that can run here unchanged. The calls of Terraform providers in `conformance/go` are tests of ours that follow their source.':
    '- 目前没有上游测试套件的事实：我们没有发现能在这里原样运行的、针对这些服务的套件。`conformance/go` 中 Terraform provider 的调用是我们依照其源码编写的测试。',
  "- You know better? A capture, a page or a line of a client's source, with its date, is all that a change of a fact needs: change its file and the code, and let a test fail first.":
    '- 您知道得更准确？一次抓取、一个页面或客户端源码中的一行，加上日期，就足以修改一条事实：先让测试失败，再修改事实文件和代码。',
  'Fidelity: {door}': '保真度：{door}',
  '[What the grades mean](../fidelity.md).': '[各等级的含义](../fidelity.md)。',
  claim: '陈述',
  'held by': '见证',
  'Gaps: the vendor has it, and it is missing here.': '缺口：厂商有而这里没有',
  'Order of checks.': '检查顺序',
  'By design.': '设计',
  'Fields without effect, in any operation that has them.': '任何操作中都不起作用的字段',
  'Answers of operations in common.': '操作的共同应答',
  'Signatures.': '签名',
  "The vendor's own sources disagree, and there is a switch for it, its default first.":
    '厂商自己的来源不一致，有开关可选，默认值在前',
  'What official clients do in ways of their own.': '官方客户端的特殊行为',
  'its answer is known by': '应答的依据',
  'errors that tests saw': '测试见到的错误',
  Errors: '错误',
  code: '错误码',
  status: '状态码',
  text: '文本',
};
