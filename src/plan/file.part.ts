/** An answer that the browser keeps as a file; `name` may have letters of any script. */
export function fileOf(content: string | Uint8Array<ArrayBuffer>, type: string, name: string): Response {
  const plain = name.replace(/[^\w. -]+/g, '_')
  const encoded = encodeURIComponent(name.replace(/[/\\\u0000-\u001f]+/g, '_')).replace(/['()*]/g, '_')
  return new Response(content, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
    }
  })
}
